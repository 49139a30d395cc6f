package dev.gatehouse.broker.cli;

import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.Role;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "roles",
        description =
                "Lists the operations of a role, or of the whole catalogue with the role each needs.",
        mixinStandardHelpOptions = true)
final class PolicyRolesCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ROLE",
            description = "read, triage, review, contribute or maintain.")
    private Optional<Role> role = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Catalogue catalogue = Catalogue.load();
        List<Operation> operations =
                role.map(catalogue::operationsOf).orElseGet(catalogue::operations);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    new JsonMapper()
                            .writeValueAsString(
                                    operations.stream().map(PolicyRolesCommand::members).toList()));
        } else {
            operations.forEach(operation ->
                    out.printf(
                            "%-11s %-6s %-42s %s%n",
                            needs(operation),
                            operation.method(),
                            operation.id(),
                            operation.path()));
        }
        return 0;
    }

    private static Map<String, Object> members(Operation operation) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("operation", operation.id());
        members.put("method", operation.method().name());
        members.put("path", operation.path());
        members.put("role", operation.lowestRole().map(Role::word).orElse(""));
        members.put("risks", operation.risks().stream().map(risk -> risk.word()).sorted().toList());
        return members;
    }

    /// The role, or what has to be accepted beside `allow`.
    private static String needs(Operation operation) {
        return operation
                .lowestRole()
                .map(Role::word)
                .orElseGet(() ->
                        operation.risks().isEmpty()
                                ? "allow"
                                : operation.risks().stream()
                                        .map(risk -> risk.word())
                                        .sorted()
                                        .collect(Collectors.joining(",")));
    }
}
