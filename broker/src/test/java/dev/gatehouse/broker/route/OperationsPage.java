package dev.gatehouse.broker.route;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// `docs/operations.md`, written from the catalogue.
final class OperationsPage {
    private static final String INTRODUCTION =
            """
            # Operations

            Written from the operation catalogue by `OperationsPageTest`; do not edit. After a change of the
            catalogue, run that test with `-Dgatehouse.write=true`.

            What is not listed here is not a route: the broker answers `unknown-route`. Paths are below
            `/api/v1`. A grant gives an operation by a role that includes it, or by `allow: [operation]`.
            Where the table names risks, `allow` needs each of them in `accept-risk` of the same grant. Roles
            include no risk but `guardrail`.

            """;

    private static final String RULES =
            """

            How the classification was made:

            - A role holds what stays within the repository of the path. Listings and searches over several
              repositories, and answers that embed other repositories' content, are in no role.
            - What writes refs of the code repository is governed by the grant's `push` rules, by REST as by
              git. So deleting or renaming a branch, deleting a tag and deleting a file carry no risk word:
              `push` decides (`delete`, `create`, `force`).
            - Everything else that loses data is `destructive`, deleting a label or a wiki page too.
            - A fact is what the policy reads of a call besides its path: `commit-branch=body.branch` means
              that the body's field `branch` names the branch a commit goes onto. `constant.` is a value that
              the call does not choose; an empty one stands for the default branch.
            - Forgejo asks more than a role does: protections, administrators and owners of its own.

            """;

    private static final Map<Role, String> MEANINGS =
            Map.of(
                    Role.READ, "see what is in the repository",
                    Role.TRIAGE, "comment, create and edit issues, labels, assignees, milestones",
                    Role.REVIEW, "review pull requests and ask for reviews",
                    Role.CONTRIBUTE, "open and edit pull requests; write refs within `push`",
                    Role.MAINTAIN, "merge, releases, wiki, label and milestone administration");

    private OperationsPage() {}

    static String of(Catalogue catalogue) {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append("| role | contains | operations | gives |\n| --- | --- | --- | --- |\n");
        for (Role role : Role.values()) {
            page.append(roleRow(catalogue, role));
        }
        page.append(RULES);
        Map<String, List<CatalogueEntry>> byTag =
                catalogue.entries().stream()
                        .collect(
                                Collectors.groupingBy(
                                        CatalogueEntry::tag, TreeMap::new, Collectors.toList()));
        byTag.forEach((tag, entries) -> page.append(chapter(tag, entries)));
        return page.toString();
    }

    private static String roleRow(Catalogue catalogue, Role role) {
        String contained =
                Arrays.stream(Role.values())
                        .filter(other -> other != role && role.contains(other))
                        .map(Role::word)
                        .collect(Collectors.joining(", "));
        return "| `%s` | %s | %d | %s |\n"
                .formatted(
                        role.word(),
                        contained,
                        catalogue.operationsOf(role).size(),
                        MEANINGS.getOrDefault(role, ""));
    }

    private static String chapter(String tag, List<CatalogueEntry> entries) {
        StringBuilder chapter = new StringBuilder("## ").append(tag).append("\n\n");
        chapter.append("| operation | call | role | risks | effects, facts, notes |\n")
                .append("| --- | --- | --- | --- | --- |\n");
        entries.forEach(entry -> chapter.append(row(entry)));
        return chapter.append('\n').toString();
    }

    private static String row(CatalogueEntry entry) {
        Operation operation = entry.operation();
        return "| "
                + String.join(
                        " | ",
                        "`" + operation.id() + "`" + (entry.deprecated() ? " (deprecated)" : ""),
                        "`" + operation.method() + " " + operation.path() + "`",
                        operation.lowestRole().map(Role::word).orElse("allow only"),
                        operation.risks().stream()
                                .map(Risk::word)
                                .sorted()
                                .collect(Collectors.joining(", ")),
                        remarks(entry))
                + " |\n";
    }

    private static String remarks(CatalogueEntry entry) {
        List<String> remarks = new ArrayList<>();
        entry.operation().effects().stream().map(Effect::word).sorted().forEach(remarks::add);
        for (FactRule rule : entry.operation().facts()) {
            remarks.add(
                    "`"
                            + rule.kind().word()
                            + "="
                            + rule.source().name().toLowerCase(Locale.ROOT)
                            + "."
                            + rule.name()
                            + "`");
        }
        if (!entry.since().equals("v11")) {
            remarks.add("since " + entry.since());
        }
        if (!entry.note().isEmpty()) {
            remarks.add(entry.note());
        }
        return String.join("; ", remarks);
    }
}
