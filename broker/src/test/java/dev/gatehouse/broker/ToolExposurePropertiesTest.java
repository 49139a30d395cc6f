package dev.gatehouse.broker;

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
import dev.gatehouse.broker.own.OwnRoutes;
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
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Permissions;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.mcp.Changes;
import dev.gatehouse.broker.tool.mcp.Desk;
import dev.gatehouse.broker.tool.mcp.McpRoute;
import dev.gatehouse.broker.tool.shell.CommandRoute;
import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever the grants: a tool that the policy does not permit is in no list, and is refused by
/// both faces when it is called anyway, before anything is asked of the forge.
class ToolExposurePropertiesTest {
    private static final AgentName DEV = new AgentName("dev");
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final List<Tool> TOOLS = Tools.ALL.all();

    @Property(tries = 150)
    void whatIsNotPermittedIsInNoListAndIsRefused(
            @ForAll("grants") List<Grant> grants, @ForAll("tools") Tool tool) throws Exception {
        Permissions permissions = new Permissions(CATALOGUE, () -> new Policy(Map.of(DEV, grants)));
        boolean permitted = permissions.permitted(DEV, Tools.ALL).contains(tool);
        CommandRoute commands =
                new CommandRoute(
                        Tools.ALL, permissions, "https://forge.test", InstantSource.system());
        McpRoute mcp =
                new McpRoute(
                        new Desk(
                                Tools.ALL,
                                permissions,
                                "https://forge.test",
                                "test",
                                InstantSource.system()),
                        new Changes());

        String help = answer(commands, command("help")).text();
        String list = answer(mcp, message("tools/list", Map.of())).text();

        assertThat(nounLine(help, tool).contains(tool.name().verb()))
                .as("the list of commands")
                .isEqualTo(permitted);
        assertThat(actions(list, tool).contains("\"" + tool.name().verb() + "\""))
                .as("the list of MCP")
                .isEqualTo(permitted && !tool.besideAgent());
        if (!permitted) {
            assertThat(answer(commands, command(words(tool))).refusal())
                    .as("forge %s", tool.name())
                    .map(Refusal::code)
                    .contains(RefusalCode.NOT_GRANTED);
            assertThat(answer(mcp, message("tools/call", call(tool))).refusal())
                    .as("MCP %s", tool.name())
                    .map(Refusal::code)
                    .contains(RefusalCode.NOT_GRANTED);
        }
    }

    @Provide
    static Arbitrary<Tool> tools() {
        // One that needs nothing of the API is git's own business.
        return Arbitraries.of(TOOLS.stream().filter(tool -> !tool.operations().isEmpty()).toList());
    }

    @Provide
    static Arbitrary<List<Grant>> grants() {
        List<String> operations =
                TOOLS.stream().flatMap(tool -> tool.operations().stream()).distinct().toList();
        Arbitrary<Set<String>> some = Arbitraries.of(operations).set().ofMaxSize(6);
        Arbitrary<Grant> grant =
                Combinators.combine(
                                Arbitraries.of("o/r", "o/*", "o/other", "p/r"),
                                Arbitraries.of(Role.class).set().ofMaxSize(1),
                                some,
                                some)
                        .as((repository, roles, allow, deny) ->
                                new Grant(
                                        List.of(RepositoryPattern.of(repository)),
                                        roles,
                                        allow,
                                        deny,
                                        Set.of(),
                                        PushRule.NOTHING,
                                        PathRule.NOTHING,
                                        new Origin("agents.dev.grants[0]", 1)));
        return grant.list().ofMaxSize(3);
    }

    /// What a route answered.
    private record Answered(String text, Optional<Refusal> refusal) {}

    private static Answered answer(OwnRoutes routes, OwnCall call) throws Exception {
        StringBuilder text = new StringBuilder();
        CompletableFuture<Optional<Refusal>> done = new CompletableFuture<>();
        routes.answer(
                call,
                new OwnReply() {
                    @Override
                    public void document(int status, byte[] json) {
                        text.append(new String(json, StandardCharsets.UTF_8));
                        done.complete(Optional.empty());
                    }

                    @Override
                    public void refuse(Refusal refusal) {
                        done.complete(Optional.of(refusal));
                    }

                    @Override
                    public void refuse(Refusal refusal, byte[] json) {
                        done.complete(Optional.of(refusal));
                    }

                    @Override
                    public void begin(String contentType, Map<String, String> headers) {}

                    @Override
                    public void write(byte[] piece) {
                        text.append(new String(piece, StandardCharsets.UTF_8));
                    }

                    @Override
                    public void end() {
                        done.complete(Optional.empty());
                    }

                    @Override
                    public void waits() {}
                });
        Optional<Refusal> refusal = done.get(20, TimeUnit.SECONDS);
        return new Answered(text.toString(), refusal);
    }

    private static OwnCall command(String... words) {
        return call(Map.of("arguments", List.of(words)), BrokerPaths.COMMAND);
    }

    private static OwnCall message(String method, Map<String, ?> params) {
        return call(
                Map.of("jsonrpc", "2.0", "id", BigInteger.ONE, "method", method, "params", params),
                BrokerPaths.MCP);
    }

    private static OwnCall call(Map<String, ?> fields, String path) {
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
                fields,
                new Route.Broker(HttpMethod.POST, path),
                name -> Optional.empty(),
                () -> {
                    throw new AssertionError("the forge is asked");
                });
    }

    private static String[] words(Tool tool) {
        List<String> words = new ArrayList<>(List.of(tool.name().noun(), tool.name().verb()));
        for (Parameter parameter : tool.parameters()) {
            if (parameter.isRequired()) {
                if (!parameter.isOperand()) {
                    words.add("--" + parameter.name());
                }
                words.add(value(parameter));
            }
        }
        if (tool.ofRepository()) {
            words.addAll(List.of("-R", "o/r"));
        }
        return words.toArray(String[]::new);
    }

    private static Map<String, ?> call(Tool tool) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("action", tool.name().verb());
        if (tool.ofRepository()) {
            arguments.put("repository", "o/r");
        }
        String nature =
                switch (tool.nature()) {
                    case READ -> "_read";
                    case WRITE -> "_write";
                    case DESTROY -> "_delete";
                };
        return Map.of("name", tool.name().noun() + nature, "arguments", arguments);
    }

    private static String value(Parameter parameter) {
        return parameter.kind() == Parameter.Kind.NUMBER
                ? "1"
                : parameter.choices().isEmpty() ? "x" : parameter.choices().getFirst();
    }

    private static List<String> nounLine(String help, Tool tool) {
        return help.lines()
                .filter(line -> line.startsWith("  " + tool.name().noun() + " "))
                .flatMap(line -> List.of(line.strip().split(" +")).stream().skip(1))
                .toList();
    }

    /// The actions that the definitions of a tool's noun name.
    private static String actions(String list, Tool tool) {
        return Pattern.compile(
                        "\\{\"name\":\"" + tool.name().noun() + "_[a-z]+\".*?\"enum\":\\[(.*?)]")
                .matcher(list)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining(","));
    }
}
