package dev.gatehouse.broker.worker;

import dev.gatehouse.protocol.SocketLayout;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The variables by which programs that know no Unix sockets find an agent's doors. An image starts
/// relays of its own; those to doors that the agent does not have are left out.
final class DoorVariables {
    /// Blank-separated `LISTEN=SOCKET`, for the image's entry point.
    static final String RELAY = "GATEHOUSE_RELAY";

    private static final String EGRESS_ADDRESS = "127.0.0.1:4412";
    private static final String EGRESS_SOCKET = WorkerDoors.path(SocketLayout.EGRESS_SOCKET);
    private static final Set<String> SOCKETS_OF_DOORS = new WorkerDoors(true, true).sockets();

    /// Programs differ in which case they read.
    private static final Map<String, String> PROXY =
            Map.of(
                    "HTTPS_PROXY", "http://" + EGRESS_ADDRESS,
                    "HTTP_PROXY", "http://" + EGRESS_ADDRESS,
                    "https_proxy", "http://" + EGRESS_ADDRESS,
                    "http_proxy", "http://" + EGRESS_ADDRESS,
                    "NO_PROXY", "localhost,127.0.0.1",
                    "no_proxy", "localhost,127.0.0.1");

    private DoorVariables() {}

    /// @param image `NAME=value`, as the image sets them
    /// @return what is set beside them, or in their place
    static SortedMap<String, String> of(WorkerDoors doors, Collection<String> image) {
        SortedMap<String, String> variables = new TreeMap<>();
        List<String> ofImage = relays(image);
        List<String> relays = new ArrayList<>(ofImage);
        relays.removeIf(relay ->
                SOCKETS_OF_DOORS.contains(socket(relay))
                        && !doors.sockets().contains(socket(relay)));
        if (doors.egress()) {
            variables.putAll(PROXY);
            String egress = EGRESS_ADDRESS + "=" + EGRESS_SOCKET;
            if (!relays.contains(egress)) {
                relays.add(egress);
            }
        }
        if (!relays.equals(ofImage)) {
            variables.put(RELAY, String.join(" ", relays));
        }
        return variables;
    }

    private static List<String> relays(Collection<String> image) {
        return image.stream()
                .filter(line -> line.startsWith(RELAY + "="))
                .flatMap(line -> Stream.of(line.substring(RELAY.length() + 1).split("\\s+")))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String socket(String relay) {
        return relay.substring(relay.indexOf('=') + 1);
    }
}
