package dev.gatehouse.broker.config;

import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Origin;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.Risk;
import dev.gatehouse.broker.route.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads `grants`.
final class GrantReader {
    private static final List<String> ROLES = Arrays.stream(Role.values()).map(Role::word).toList();

    private final OperationReader operations;

    /// @param risksByOperation every operation of the catalogue
    GrantReader(Map<String, Set<Risk>> risksByOperation) {
        this.operations = new OperationReader(risksByOperation);
    }

    List<Grant> read(Value value) {
        if (value.isEmptyList()) {
            value.warning("without a grant the agent may do nothing", "add a grant");
        }
        List<Grant> grants =
                value.indexedItems().stream()
                        .map(each -> each.section(Block.GRANT).map(this::grant))
                        .flatMap(Optional::stream)
                        .toList();
        if (!grants.isEmpty() && grants.stream().allMatch(Grant::shadow)) {
            value.warning(
                    "every grant is a shadow, so the agent may do nothing",
                    "keep the grant in force beside its shadow until you replace it");
        }
        return grants;
    }

    private Grant grant(Section grant) {
        if (grant.saysNothing("roles") && grant.saysNothing("allow")) {
            grant.whole().error("the grant gives nothing", "add 'roles' or 'allow'");
        }
        OperationReader.Named named = operations.read(grant);
        return new Grant(
                repositories(grant),
                Set.copyOf(grant.list("roles", GrantReader::role)),
                named.allow(),
                named.deny(),
                named.acceptRisk(),
                PushReader.read(grant),
                PathsReader.read(grant),
                grant.optional("shadow").flatMap(Value::flag).orElse(false),
                new Origin(grant.whole().path(), grant.whole().node().place().line()));
    }

    private static List<RepositoryPattern> repositories(Section grant) {
        Optional<Value> value = grant.required("repositories", "add repositories: [OWNER/NAME]");
        if (value.filter(Value::isEmptyList).isPresent()) {
            value.get().error("the grant covers no repository", "name one as OWNER/NAME");
        }
        return grant.list("repositories", GrantReader::repository);
    }

    private static Optional<Role> role(Value value) {
        return value.word("a role", ROLES).flatMap(Role::ofWord);
    }

    private static Optional<RepositoryPattern> repository(Value value) {
        Optional<String> text = value.text();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!RepositoryPattern.isValid(text.get())) {
            value.error(
                    Secrecy.quote(text.get()) + " is not OWNER/NAME",
                    "use A-Za-z0-9._- on both sides of one '/', and '*' only in the name");
            return Optional.empty();
        }
        if (text.get().toLowerCase(Locale.ROOT).endsWith(".git")) {
            value.error(
                    Secrecy.quote(text.get()) + " is how git's URL ends, not the repository's name",
                    "leave '.git' off");
            return Optional.empty();
        }
        return text.map(RepositoryPattern::of);
    }
}
