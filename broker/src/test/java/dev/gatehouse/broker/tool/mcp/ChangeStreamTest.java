package dev.gatehouse.broker.tool.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Limits;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.own.OwnReply;
import dev.gatehouse.broker.own.OwnWork;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Origin;
import dev.gatehouse.broker.policy.PathRule;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushRule;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.route.Route;
import dev.gatehouse.broker.tool.Permissions;
import dev.gatehouse.broker.tool.Toolbox;
import dev.gatehouse.broker.tool.issue.IssueTools;
import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.Refusal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ChangeStreamTest {
    private static final AgentName DEV = new AgentName("dev");

    private final AtomicReference<Policy> policy = new AtomicReference<>(permitting());
    private final Changes changes = new Changes();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    @Test
    void tellsWhatChangesAsSoonAsTheClientSeesTheStreamsBeginning() throws Exception {
        Permissions permissions = new Permissions(Catalogue.load(), policy::get);
        Desk desk =
                new Desk(
                        new Toolbox(IssueTools.all()),
                        permissions,
                        "https://forge.test",
                        "test",
                        InstantSource.system());
        OwnWork listening =
                new McpRoute(desk, changes)
                        .answer(
                                listen(),
                                new Client() {
                                    @Override
                                    public void begin(String type, Map<String, String> headers) {
                                        policy.set(new Policy(Map.of()));
                                        changes.changed();
                                    }
                                });
        try {
            assertThat(told.poll(20, TimeUnit.SECONDS)).contains("tools/list_changed");
        } finally {
            listening.cancel();
        }
    }

    private static OwnCall listen() {
        Agent agent =
                new Agent(
                        DEV,
                        new AccountName("dev-bot"),
                        new TokenSource.TokenFile(Path.of("/none")),
                        new SocketOwner(1, 1),
                        Optional.empty(),
                        Limits.DEFAULT);
        return new OwnCall(
                agent,
                new Peer(1, 1, 1),
                Map.of(),
                new Route.Broker(HttpMethod.GET, BrokerPaths.MCP),
                name -> Optional.empty(),
                () -> {
                    throw new AssertionError("the forge is asked");
                });
    }

    private static Policy permitting() {
        return new Policy(
                Map.of(
                        DEV,
                        List.of(
                                new Grant(
                                        List.of(RepositoryPattern.of("charles/lib")),
                                        Set.of(Role.READ),
                                        Set.of(),
                                        Set.of(),
                                        Set.of(),
                                        PushRule.NOTHING,
                                        new PathRule(List.of()),
                                        new Origin("agents.dev.grants[0]", 7)))));
    }

    private class Client implements OwnReply {
        @Override
        public void document(int status, byte[] json) {
            throw new AssertionError("answered at once, with " + status);
        }

        @Override
        public void refuse(Refusal refusal) {
            throw new AssertionError(refusal);
        }

        @Override
        public void refuse(Refusal refusal, byte[] json) {
            throw new AssertionError(refusal);
        }

        @Override
        public void begin(String contentType, Map<String, String> headers) {}

        @Override
        public void write(byte[] piece) {
            told.add(new String(piece, StandardCharsets.UTF_8));
        }

        @Override
        public void end() {}

        @Override
        public void waits() {}
    }
}
