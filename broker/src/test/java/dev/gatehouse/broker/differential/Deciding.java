package dev.gatehouse.broker.differential;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.ConfigurationReader;
import dev.gatehouse.broker.config.Reading;
import dev.gatehouse.broker.policy.CallFacts;
import dev.gatehouse.broker.policy.Decision;
import dev.gatehouse.broker.policy.ForgeFacts;
import dev.gatehouse.broker.policy.LfsFacts;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushFacts;
import dev.gatehouse.broker.relay.request.JsonBody;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.GitAddress;
import dev.gatehouse.broker.route.LfsCall;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.route.Router;
import dev.gatehouse.broker.route.Routing;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The broker's line from a request to a decision, without sockets. Its one agent has all
/// operations and all risks on two repositories.
final class Deciding {
    static final List<String> GRANTED = List.of("charles/claude-hooks", "charles/lib-parser");

    private static final AgentName DEV = new AgentName("dev");

    private final Router router;
    private final Policy policy;

    Deciding(Catalogue catalogue) {
        router = new Router(catalogue);
        policy = policy(catalogue);
    }

    /// None where the request is refused before the policy is asked.
    Optional<Decided> decide(AgentRequest request) {
        return router.route(request.method(), request.target())
                        instanceof Routing.Routed(Route route)
                ? decide(route, request.body())
                : Optional.empty();
    }

    private Optional<Decided> decide(Route route, String body) {
        return switch (route) {
            case Route.Api api -> decideApi(api, body);
            case Route.Git git -> Optional.of(decided(git));
            case Route.Lfs lfs -> Optional.of(decided(lfs));
            case Route.Download download -> Optional.of(decided(download));
            case Route.Attachment attachment ->
                    Optional.of(
                            new Decided(
                                    "attachment",
                                    "/attachments/{}",
                                    Optional.empty(),
                                    List.of(attachment.uuid()),
                                    attachment.method().name(),
                                    attachment.target(),
                                    "",
                                    false));
            case Route.Broker _ -> Optional.empty();
        };
    }

    private Optional<Decided> decideApi(Route.Api api, String body) {
        JsonBody document = body(body);
        if (document == null) {
            return Optional.empty();
        }
        document.retain(api.operation().bodyFields());
        if (!(CallFacts.of(api, document.fields()) instanceof CallFacts facts)) {
            return Optional.empty();
        }
        Decision decision = policy.decide(DEV, api, facts, ForgeFacts.NONE);
        return Optional.of(
                new Decided(
                        api.operation().id(),
                        Decided.shape(api.operation().path()),
                        api.repository().map(RepositoryName::toString),
                        parameters(api),
                        api.method().name(),
                        api.target(),
                        body.isEmpty() ? "" : new String(document.bytes(), StandardCharsets.UTF_8),
                        !(decision instanceof Decision.Refuse)));
    }

    private static @Nullable JsonBody body(String body) {
        String document = body.isEmpty() ? "{}" : body;
        return JsonBody.parse(document.getBytes(StandardCharsets.UTF_8))
                        instanceof JsonBody.Parsing.Parsed(JsonBody parsed)
                ? parsed
                : null;
    }

    private static List<String> parameters(Route.Api api) {
        List<String> repository =
                api.repository().isPresent()
                        ? List.of("owner", "repo", "template_owner", "template_repo")
                        : List.of();
        return api.pathParameters().entrySet().stream()
                .filter(parameter -> !repository.contains(parameter.getKey()))
                .filter(parameter -> !parameter.getKey().equals("diffType"))
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
    }

    private Decided decided(Route.Git git) {
        GitAddress address = git.address();
        return new Decided(
                git.service().word(),
                git.advertisement() ? "/{}/{}/info/refs" : "/{}/{}/" + git.service().word(),
                Optional.of(address.toString()),
                List.of(),
                git.method().name(),
                git.target(),
                "",
                !(policy.decideGit(DEV, git, PushFacts.NOTHING) instanceof Decision.Refuse));
    }

    private Decided decided(Route.Lfs lfs) {
        String path =
                switch (lfs.call()) {
                    case BATCH -> "objects/batch";
                    case DOWNLOAD -> "objects/{}";
                    case UPLOAD -> "objects/{}/{}";
                    case VERIFY -> "verify";
                    case LOCK, LIST_LOCKS -> "locks";
                    case VERIFY_LOCKS -> "locks/verify";
                    case UNLOCK -> "locks/{}/unlock";
                };
        String[] sent = lfs.target().split("\\?", 2)[0].split("/", -1);
        List<String> parameters =
                lfs.call() == LfsCall.UNLOCK
                        ? List.of(sent[sent.length - 2])
                        : lfs.object()
                                .map(object ->
                                        object.sizeBytes().isPresent()
                                                ? List.of(
                                                        object.oid(),
                                                        "" + object.sizeBytes().getAsLong())
                                                : List.of(object.oid()))
                                .orElse(List.of());
        return new Decided(
                lfs.call().word(),
                "/{}/{}/info/lfs/" + path,
                Optional.of(lfs.repository().toString()),
                parameters.stream().sorted().toList(),
                lfs.method().name(),
                lfs.target(),
                "",
                !(policy.decideLfs(DEV, lfs, LfsFacts.NOTHING) instanceof Decision.Refuse));
    }

    private Decided decided(Route.Download download) {
        String kind = download.kind();
        String path =
                switch (kind) {
                    case "raw", "media" -> kind + "/{}/{}";
                    case "archive" -> "archive/{}";
                    default -> "releases/download/{}/{}";
                };
        return new Decided(
                kind,
                "/{}/{}/" + path,
                Optional.of(download.repository().toString()),
                List.of(),
                download.method().name(),
                download.target(),
                "",
                !(policy.decideDownload(DEV, download.repository(), kind)
                        instanceof Decision.Refuse));
    }

    private static Policy policy(Catalogue catalogue) {
        String yaml =
                """
                forge: { url: "https://forge.example.org" }
                agents:
                  dev:
                    account: dev-bot
                    token: { file: /etc/gatehouse/tokens/dev }
                    socket: { uid: 10001, gid: 10001 }
                    grants:
                      - repositories: [%s]
                        roles: [maintain]
                        allow: [%s]
                        accept-risk: [%s]
                        push: { branches: ["**"], tags: ["**"], create: true, force: true, delete: true }
                """
                        .formatted(
                                String.join(", ", GRANTED),
                                catalogue.operations().stream()
                                        .filter(Operation::repositoryScoped)
                                        .map(Operation::id)
                                        .collect(Collectors.joining(", ")),
                                Arrays.stream(Risk.values())
                                        .map(Risk::word)
                                        .collect(Collectors.joining(", ")));
        var reader =
                new ConfigurationReader(
                        catalogue.operations().stream()
                                .collect(Collectors.toMap(Operation::id, Operation::risks)));
        return switch (reader.read("gatehouse.yaml", yaml)) {
            case Reading.Valid valid -> valid.configuration().policy();
            case Reading.Invalid(var problems) -> throw new AssertionError(problems);
        };
    }
}
