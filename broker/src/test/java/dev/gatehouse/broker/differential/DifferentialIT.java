package dev.gatehouse.broker.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.http.Reached;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pitfalls P1 and P2: for each of many hostile requests, what the broker decided on is what a
/// server with a router of its own would act on, or nothing is acted on.
///
/// `-Dgatehouse.differential.requests` and `.seed` choose others.
class DifferentialIT {
    private static final int REQUESTS =
            Integer.getInteger("gatehouse.differential.requests", 100_000);
    private static final long SEED = Long.getLong("gatehouse.differential.seed", 1);

    private int acted;
    private int permittedAndActed;
    private int refused;
    private int elsewhere;
    private final Set<String> operations = new HashSet<>();
    private Set<String> unknown = Set.of();

    @Test
    void whatWasDecidedIsWhatTheServerActsOn(@TempDir Path directory) throws IOException {
        Catalogue catalogue = Catalogue.load();
        HostileRequests requests = new HostileRequests(catalogue, SEED);
        Deciding deciding = new Deciding(catalogue);
        try (DemoForge forge = DemoForge.start(directory)) {
            unknown = unknownTo(forge, catalogue);
            for (int i = 0; i < REQUESTS; i++) {
                AgentRequest request = requests.next();
                deciding.decide(request)
                        .ifPresentOrElse(
                                decided -> check(request, decided, forge), () -> refused++);
            }
        }

        assertThat(acted).as("the server has much to act on").isGreaterThan(REQUESTS / 8);
        assertThat(permittedAndActed).as("so has it where it may").isGreaterThan(REQUESTS / 20);
        assertThat(refused).as("and much is refused").isGreaterThan(REQUESTS / 5);
        assertThat(elsewhere).as("bodies lead elsewhere").isGreaterThan(REQUESTS / 1000);
        assertThat(operations).as("operations that were acted on").hasSizeGreaterThan(150);
    }

    private void check(AgentRequest request, Decided decided, DemoForge forge) {
        Optional<Reached> reached = forge.reached(decided.method(), decided.target());
        if (reached.isEmpty() || unknown.contains(decided.operation())) {
            return;
        }
        String what = "%s\n%s\n%s".formatted(request, decided, reached.get());
        assertThat(Decided.shape(reached.get().route())).as(what).isEqualTo(decided.shape());
        Optional<String> repository =
                reached.get().repository().map(name -> name.toLowerCase(Locale.ROOT));
        if (repository.isPresent()) {
            assertThat(decided.repository()).as(what).isEqualTo(repository);
            acted++;
            operations.add(decided.operation());
        }
        if (!decided.shape().startsWith("/{}")) {
            assertThat(parameters(reached.get(), decided)).as(what).isEqualTo(decided.parameters());
        }
        if (decided.permitted() && repository.isPresent()) {
            assertThat(Deciding.GRANTED)
                    .as(what)
                    .contains(repository.get().replaceFirst("\\.wiki$", ""));
            permittedAndActed++;
            assertThat(NamedElsewhere.in(decided))
                    .as("repositories that the body reaches: %s", what)
                    .allMatch(Deciding.GRANTED::contains);
        } else if (!NamedElsewhere.in(decided).isEmpty()) {
            elsewhere++;
        }
    }

    /// Operations that the demo forge has not; where one of its wider routes takes their paths, a
    /// real server would not.
    private static Set<String> unknownTo(DemoForge forge, Catalogue catalogue) {
        return catalogue.operations().stream()
                .filter(operation ->
                        forge.reached(
                                        operation.method().name(),
                                        "/api/v1"
                                                + operation
                                                        .path()
                                                        .replace("{diffType}", "diff")
                                                        .replaceAll("\\{[^}]*}", "7"))
                                .map(reached -> Decided.shape(reached.route()))
                                .filter(Decided.shape(operation.path())::equals)
                                .isEmpty())
                .map(Operation::id)
                .collect(Collectors.toSet());
    }

    private static List<String> parameters(Reached reached, Decided decided) {
        List<String> ofRepository =
                decided.repository().isPresent() ? List.of("owner", "repo") : List.of();
        return reached.parameters().entrySet().stream()
                .filter(parameter -> !ofRepository.contains(parameter.getKey()))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }
}
