package dev.gatehouse.broker.egress;

import dev.gatehouse.broker.egress.reach.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/// A name server that says what the test told it, and remembers what it was asked.
final class TestingResolver implements Resolver {
    private final Map<String, Function<Integer, List<InetAddress>>> answers =
            new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /// The name has these addresses, at every time.
    TestingResolver knows(String name, String... addresses) {
        return changes(name, List.of(List.of(addresses)));
    }

    /// The name has other addresses each time it is asked for; in the end the last ones.
    TestingResolver changes(String name, List<List<String>> addresses) {
        answers.put(
                name,
                time ->
                        addresses.get(Math.min(time, addresses.size() - 1)).stream()
                                .map(TestingResolver::address)
                                .toList());
        return this;
    }

    List<String> asked() {
        return asked;
    }

    @Override
    public List<InetAddress> resolve(String name) throws UnknownHostException {
        int before = (int) asked.stream().filter(name::equals).count();
        asked.add(name);
        Function<Integer, List<InetAddress>> answer = answers.get(name);
        if (answer == null) {
            throw new UnknownHostException(name);
        }
        return answer.apply(before);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException noAddress) {
            throw new AssertionError(noAddress);
        }
    }
}
