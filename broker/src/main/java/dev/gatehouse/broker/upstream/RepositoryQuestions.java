package dev.gatehouse.broker.upstream;

import dev.gatehouse.broker.admission.Provisional;
import dev.gatehouse.broker.admission.RepositoryAnswer;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.TokenStore;
import dev.gatehouse.broker.policy.PullRequestRefs;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.upstream.http.Connections;
import dev.gatehouse.broker.upstream.http.RequestBody;
import dev.gatehouse.broker.upstream.http.UpstreamCall;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks Forgejo which repository a name means now, and which branches a pull request has. What a
/// name means is remembered for [#FRESH]; a pull request is asked for each time.
final class RepositoryQuestions {
    /// For so long a renamed repository may still answer to its old name.
    static final Duration FRESH = Duration.ofSeconds(10);

    private static final Refusal NO_REPOSITORY =
            new Refusal(
                    RefusalCode.UPSTREAM_UNREACHABLE,
                    "upstream",
                    "Forgejo does not say which repository the name means",
                    "try again later; the operator finds the cause in the broker's log");

    private static final int MAX_REMEMBERED = 10_000;
    private static final JsonMapper JSON = new JsonMapper();

    private record Key(AgentName agent, RepositoryName repository) {}

    private record Remembered(RepositoryAnswer.Found found, long nanos) {}

    private final Connections connections;
    private final TokenStore tokens;
    private final Map<Key, Remembered> remembered = new ConcurrentHashMap<>();

    RepositoryQuestions(Connections connections, TokenStore tokens) {
        this.connections = connections;
        this.tokens = tokens;
    }

    CompletionStage<RepositoryAnswer> ask(EventLoop loop, Provisional provisional) {
        AgentName agent = provisional.asking().agent().name();
        Key key = new Key(agent, provisional.repository());
        Remembered fresh = remembered.get(key);
        CompletionStage<RepositoryAnswer> answer =
                fresh != null && System.nanoTime() - fresh.nanos() < FRESH.toNanos()
                        ? CompletableFuture.completedStage(fresh.found())
                        : get(loop, agent, path(provisional.repository()))
                                .thenApply(result -> remember(key, repository(result)));
        if (provisional.pullRequest().isEmpty()) {
            return answer;
        }
        String pull =
                path(provisional.repository()) + "/pulls/" + provisional.pullRequest().getAsLong();
        return answer.thenCompose(found ->
                found instanceof RepositoryAnswer.Found repository
                        ? get(loop, agent, pull)
                                .thenApply(result -> pullRequest(repository, result))
                        : CompletableFuture.completedStage(found));
    }

    private CompletableFuture<Gathered.Result> get(EventLoop loop, AgentName agent, String target) {
        Gathered sink = new Gathered();
        new UpstreamCall(
                        connections,
                        loop,
                        new AgentLender(
                                tokens,
                                agent,
                                loan ->
                                        ForgeHead.query(
                                                target,
                                                EmptyHttpHeaders.INSTANCE,
                                                loan,
                                                connections.settings())),
                        new RequestBody.None(),
                        true,
                        sink)
                .start();
        return sink.result();
    }

    private RepositoryAnswer remember(Key key, RepositoryAnswer answer) {
        if (answer instanceof RepositoryAnswer.Found found) {
            if (remembered.size() >= MAX_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(key, new Remembered(found, System.nanoTime()));
        } else {
            remembered.remove(key);
        }
        return answer;
    }

    private static RepositoryAnswer repository(Gathered.Result result) {
        return switch (result) {
            case Gathered.Result.Failed failed -> new RepositoryAnswer.Failed(failed.refusal());
            case Gathered.Result.Whole whole ->
                    switch (whole.status()) {
                        case 200 -> found(whole.body());
                        case 301, 302, 307, 308 ->
                                whole.location()
                                        .flatMap(RepositoryQuestions::moved)
                                        .<RepositoryAnswer>map(RepositoryAnswer.Moved::new)
                                        .orElseGet(RepositoryAnswer.Absent::new);
                        case 403, 404 -> new RepositoryAnswer.Absent();
                        default -> new RepositoryAnswer.Failed(NO_REPOSITORY);
                    };
        };
    }

    private static RepositoryAnswer found(byte[] body) {
        try {
            JsonNode json = JSON.readTree(body);
            String[] name = json.path("full_name").asString("").split("/", -1);
            if (name.length == 2
                    && RepositoryName.isSegment(name[0])
                    && RepositoryName.isSegment(name[1])
                    && json.path("id").asLong(0) > 0) {
                return new RepositoryAnswer.Found(
                        json.path("id").asLong(),
                        new RepositoryName(name[0], name[1]),
                        json.path("default_branch").asString(""),
                        Optional.empty());
            }
        } catch (JacksonException invalid) {
            // falls through: what it is not, the refusal says
        }
        return new RepositoryAnswer.Failed(NO_REPOSITORY);
    }

    /// `/api/v1/repos/{owner}/{repo}`, relative or with Forgejo's own origin before it.
    private static Optional<RepositoryName> moved(String location) {
        int api = location.indexOf("/api/v1/repos/");
        if (api < 0) {
            return Optional.empty();
        }
        String[] name = location.substring(api + "/api/v1/repos/".length()).split("[/?]", -1);
        return name.length >= 2
                        && RepositoryName.isSegment(name[0])
                        && RepositoryName.isSegment(name[1])
                ? Optional.of(new RepositoryName(name[0], name[1]))
                : Optional.empty();
    }

    private static RepositoryAnswer pullRequest(
            RepositoryAnswer.Found repository, Gathered.Result result) {
        if (result instanceof Gathered.Result.Failed failed) {
            return new RepositoryAnswer.Failed(failed.refusal());
        }
        Gathered.Result.Whole whole = (Gathered.Result.Whole) result;
        if (whole.status() != 200) {
            return new RepositoryAnswer.Absent();
        }
        try {
            JsonNode json = JSON.readTree(whole.body());
            String base = json.path("base").path("ref").asString("");
            String head = json.path("head").path("ref").asString("");
            if (!base.isEmpty() && !head.isEmpty()) {
                PullRequestRefs refs = new PullRequestRefs(base, head, headRepository(json));
                return new RepositoryAnswer.Found(
                        repository.id(),
                        repository.name(),
                        repository.defaultBranch(),
                        Optional.of(refs));
            }
        } catch (JacksonException invalid) {
            // falls through
        }
        return new RepositoryAnswer.Failed(NO_REPOSITORY);
    }

    private static Optional<RepositoryName> headRepository(JsonNode json) {
        String[] name =
                json.path("head").path("repo").path("full_name").asString("").split("/", -1);
        return name.length == 2
                        && RepositoryName.isSegment(name[0])
                        && RepositoryName.isSegment(name[1])
                ? Optional.of(new RepositoryName(name[0], name[1]))
                : Optional.empty();
    }

    private static String path(RepositoryName repository) {
        return "/api/v1/repos/" + repository;
    }
}
