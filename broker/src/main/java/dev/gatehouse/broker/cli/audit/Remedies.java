package dev.gatehouse.broker.cli.audit;

import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Elsewhere;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.Operation;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an operator can do about a refusal, as far as its record tells.
final class Remedies {
    private final Catalogue catalogue = Catalogue.load();

    String of(RefusalCode code, Call call) {
        return switch (code) {
            case NOT_GRANTED ->
                    call.elsewhere()
                            .map(Remedies::elsewhere)
                            .orElseGet(() -> "if it should: " + grant(call));
            case REF_NOT_GRANTED -> "if it should: widen 'push' of the grant, or its 'paths'";
            case NEEDS_APPROVAL -> "an operator has to approve";
            case MALFORMED, UNKNOWN_ROUTE -> "the call itself is wrong; nothing to grant";
            case CREDENTIAL_REJECTED, IDENTITY_MISMATCH ->
                    "replace the agent's token, then: gatehouse token check";
            case LIMIT -> "if it should: raise 'limits' of the agent";
            case AUDIT_UNAVAILABLE -> "make room for the audit log; see the broker's log";
            case UPSTREAM_UNREACHABLE, UPSTREAM_TIMEOUT ->
                    "check the server that the agent wanted to reach";
        };
    }

    private static String elsewhere(Elsewhere elsewhere) {
        return switch (elsewhere) {
            case Elsewhere.Model(String name) -> "if it should: model: { models: [" + name + "] }";
            case Elsewhere.Destination(String host, int port) ->
                    "if it should: egress: { hosts: [" + host + "], ports: [" + port + "] }";
        };
    }

    private String grant(Call call) {
        String repositories =
                call.repository().map(name -> "repositories: [" + name + "], ").orElse("");
        return repositories + call.operation().map(this::gives).orElse("a role or an operation");
    }

    private String gives(String operation) {
        Optional<Operation> known = catalogue.operation(operation);
        if (known.isEmpty()) {
            return switch (operation) {
                case "git-receive-pack", "git-receive-pack/info-refs" ->
                        "roles: [contribute], push: { branches: [...] }";
                case "git-receive-pack/wiki", "git-receive-pack/wiki/info-refs" ->
                        "roles: [maintain]";
                case "lfs-upload", "lfs-verify", "lfs-lock", "lfs-unlock", "lfs-verify-locks" ->
                        "roles: [contribute], push: { branches: [...] }";
                default -> "roles: [read]";
            };
        }
        return known.get()
                .lowestRole()
                .map(role -> "roles: [" + role.word() + "]")
                .orElseGet(() -> "allow: [" + operation + "]" + risks(known.get()));
    }

    private static String risks(Operation operation) {
        return operation.risks().isEmpty()
                ? ""
                : operation.risks().stream()
                        .map(Risk::word)
                        .sorted()
                        .collect(Collectors.joining(", ", ", accept-risk: [", "]"));
    }
}
