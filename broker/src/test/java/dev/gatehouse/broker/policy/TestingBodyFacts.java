package dev.gatehouse.broker.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.relay.request.JsonBody;
import dev.gatehouse.broker.route.BodyKind;
import dev.gatehouse.broker.route.FactKind;
import dev.gatehouse.broker.route.FactRule;
import dev.gatehouse.broker.route.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What must be true of the facts that the policy reads in any body: a server that matches names
/// ignoring case, as Forgejo's does, reads the same in what is sent.
final class TestingBodyFacts {
    /// All operations whose body says something that the policy wants to know.
    static final List<Operation> OPERATIONS =
            TestingCall.CATALOGUE.operations().stream()
                    .filter(operation -> operation.body() == BodyKind.JSON)
                    .filter(operation ->
                            operation.facts().stream()
                                    .anyMatch(rule -> rule.source() == FactRule.Source.BODY))
                    .toList();

    private TestingBodyFacts() {}

    /// What holds for whatever an agent sends.
    static void check(Operation operation, byte[] bytes) {
        if (!(JsonBody.parse(bytes) instanceof JsonBody.Parsing.Parsed(JsonBody body))) {
            return;
        }
        body.retain(operation.bodyFields());
        TestingCall call = TestingCall.of(operation, body.fields());
        switch (CallFacts.of(call.route(), body.fields())) {
            case FactReading.FactProblem(String field, String problem) -> {
                assertThat(field).as("a field of the catalogue").matches("[a-z_.\\[\\]]+");
                assertThat(problem).as("in our own words").matches("[ -~]{1,200}");
            }
            case CallFacts facts -> {
                Map<String, @Nullable Object> asAServer = asAServer(body.fields(), operation);
                CallFacts others =
                        assertThat(CallFacts.of(call.route(), asAServer))
                                                .isInstanceOf(CallFacts.class)
                                                .actual()
                                        instanceof CallFacts same
                                ? same
                                : CallFacts.NONE;
                for (FactKind kind : FactKind.values()) {
                    assertThat(facts.all(kind))
                            .as("%s of %s, as a server reads it", kind, operation.id())
                            .isEqualTo(others.all(kind));
                }
            }
        }
    }

    /// The same object under the names that a server takes its keys for; of several the last.
    private static Map<String, @Nullable Object> asAServer(
            Map<?, ? extends @Nullable Object> object, Operation operation) {
        Map<String, @Nullable Object> read = new LinkedHashMap<>();
        object.forEach((key, value) ->
                read.put(
                        known((String) key, operation).orElse((String) key),
                        asAServer(value, operation)));
        return read;
    }

    private static @Nullable Object asAServer(@Nullable Object value, Operation operation) {
        return switch (value) {
            case Map<?, ?> map -> asAServer(map, operation);
            case List<?> list -> list.stream().map(each -> asAServer(each, operation)).toList();
            case null, default -> value;
        };
    }

    private static Optional<String> known(String key, Operation operation) {
        return operation.facts().stream()
                .filter(rule -> rule.source() == FactRule.Source.BODY)
                .flatMap(rule -> Stream.of(rule.name().split("\\[]\\.", -1)))
                .filter(name -> name.equalsIgnoreCase(key))
                .findFirst();
    }
}
