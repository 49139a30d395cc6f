package dev.gatehouse.broker.differential;

import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.FactKind;
import dev.gatehouse.broker.route.Operation;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Requests of a hostile agent, the same for the same seed: every operation and every path beside
/// the API, with names, numbers and encodings on which readers have disagreed, and bodies that name
/// other repositories.
final class HostileRequests {
    private static final List<String> OWNERS =
            List.of("charles", "Charles", "CHARLES", "guild", "mallory", "dev-bot", "c%68arles");

    private static final List<String> REPOSITORIES =
            List.of(
                    "claude-hooks",
                    "Claude-Hooks",
                    "claude%2Dhooks",
                    "lib-parser",
                    "secret-plans",
                    "vault",
                    "handbook",
                    "claude-hooks.git",
                    "claude-hooks.wiki",
                    "claude-hooks.GIT",
                    "claude-hooks.git.git",
                    "claude-hoo%E2%84%AAs",
                    "claude-hoo\u212As",
                    "claude-hooks%2f..%2fvault",
                    "claude-hooks%00",
                    ".",
                    "..");

    private static final List<String> NUMBERS =
            List.of("1", "2", "3", "01", "+1", "-1", "1%20", "0x1", "%31", "1e0", "9".repeat(20));

    private static final List<String> TEXTS =
            List.of(
                    "main",
                    "dev%2Fx",
                    "README.md",
                    "a+b",
                    "a%20b",
                    "v1.0",
                    "x.diff",
                    "%C3%BC",
                    "\u00fc",
                    "..",
                    "%2e%2e",
                    "%252e%252e",
                    "..%2f..%2fvault",
                    "a%5cb",
                    "a;b",
                    "main...mallory:main",
                    "search",
                    "charles",
                    "");

    private static final List<String> QUERIES =
            List.of(
                    "",
                    "",
                    "",
                    "?page=1&limit=2",
                    "?state=open&state=closed",
                    "?token=abc",
                    "?access_token=abc",
                    "?SUDO=charles",
                    "?owner=mallory&repo=vault",
                    "?ref=a%2Fb;sudo=charles",
                    "?q=%26sudo%3Dcharles",
                    "?style=rebase",
                    "?service=git-receive-pack",
                    "?");

    private static final List<String> BESIDE =
            List.of(
                    "GET /OWNER/REPOSITORY/info/refs?service=git-upload-pack",
                    "GET /OWNER/REPOSITORY.git/info/refs?service=git-receive-pack",
                    "POST /OWNER/REPOSITORY.git/git-upload-pack",
                    "POST /OWNER/REPOSITORY.wiki.git/git-receive-pack",
                    "POST /OWNER/REPOSITORY/info/lfs/objects/batch",
                    "PUT /OWNER/REPOSITORY.git/info/lfs/objects/OID/5",
                    "GET /OWNER/REPOSITORY.git/info/lfs/objects/OID",
                    "GET /OWNER/REPOSITORY.git/info/lfs/locks",
                    "POST /OWNER/REPOSITORY.git/info/lfs/locks/NUMBER/unlock",
                    "GET /OWNER/REPOSITORY/raw/branch/TEXT/TEXT",
                    "HEAD /OWNER/REPOSITORY.git/raw/commit/TEXT/TEXT",
                    "GET /OWNER/REPOSITORY/archive/TEXT.zip",
                    "GET /OWNER/REPOSITORY/releases/download/TEXT/TEXT",
                    "GET /OWNER/REPOSITORY/attachments/01234567-89ab-cdef-0123-456789abcdef",
                    "GET /api/v1/repositories/NUMBER",
                    "GET /OWNER/REPOSITORY/objects/info/packs");

    private static final List<String> VALUES =
            List.of(
                    "\"charles\"",
                    "\"mallory\"",
                    "\"claude-hooks\"",
                    "\"vault\"",
                    "\"Charles\"",
                    "\"mallory:main\"",
                    "\"charles:main\"",
                    "\"main\"",
                    "\"charles/claude-hooks:main\"",
                    "\"guild\"",
                    "\"claude-hoo\u212As\"",
                    "\"\"",
                    "null",
                    "true",
                    "7",
                    "[\"a\"]",
                    "{\"name\":\"vault\"}");

    private static final Set<FactKind> OTHERS =
            Set.of(FactKind.OTHER_OWNER, FactKind.NEW_OWNER, FactKind.HEAD, FactKind.BASE_HEAD);

    private static final String OID = "0a".repeat(32);

    private final List<Operation> operations;
    private final List<Operation> ofRepositories;
    private final List<Operation> namingOthers;
    private final Random random;

    HostileRequests(Catalogue catalogue, long seed) {
        operations = catalogue.operations();
        ofRepositories = operations.stream().filter(Operation::repositoryScoped).toList();
        namingOthers =
                operations.stream()
                        .filter(operation ->
                                operation.facts().stream()
                                        .anyMatch(rule -> OTHERS.contains(rule.kind())))
                        .toList();
        random = new Random(seed);
    }

    AgentRequest next() {
        AgentRequest plain = random.nextInt(5) == 0 ? beside() : ofTheApi();
        return random.nextInt(3) == 0
                ? new AgentRequest(plain.method(), damaged(plain.target()), plain.body())
                : plain;
    }

    private AgentRequest beside() {
        String[] words = any(BESIDE).split(" ", 2);
        String target = words[1].replace("OID", OID);
        for (String kind : List.of("OWNER", "REPOSITORY", "NUMBER", "TEXT")) {
            while (target.contains(kind)) {
                target = target.replaceFirst(kind, value(kind));
            }
        }
        return new AgentRequest(words[0], target, words[0].equals("POST") ? "{}" : "");
    }

    private AgentRequest ofTheApi() {
        Operation operation =
                any(
                        switch (random.nextInt(8)) {
                            case 0 -> operations;
                            case 1 -> namingOthers;
                            default -> ofRepositories;
                        });
        StringBuilder target = new StringBuilder("/api/v1");
        for (String segment : operation.path().substring(1).split("/", -1)) {
            target.append('/')
                    .append(segment.startsWith("{") ? value(operation, segment) : segment);
        }
        return new AgentRequest(operation.method().name(), target + any(QUERIES), body(operation));
    }

    private String value(Operation operation, String segment) {
        String name = segment.substring(1, segment.indexOf('}'));
        String value =
                switch (name) {
                    case "owner", "org", "template_owner", "username" -> value("OWNER");
                    case "repo", "template_repo" -> value("REPOSITORY");
                    default -> value(isNumber(operation, name) ? "NUMBER" : "TEXT");
                };
        return segment.contains("}.{")
                ? value + (random.nextBoolean() ? ".diff" : ".patch")
                : value;
    }

    private static boolean isNumber(Operation operation, String name) {
        return operation.kindOf(name).word().equals("integer");
    }

    /// Mostly the harmless first ones, so that something is left to act on.
    private String value(String kind) {
        List<String> all =
                switch (kind) {
                    case "OWNER" -> OWNERS;
                    case "REPOSITORY" -> REPOSITORIES;
                    case "NUMBER" -> NUMBERS;
                    default -> TEXTS;
                };
        return random.nextInt(4) > 0 ? all.get(random.nextInt(3)) : any(all);
    }

    private String body(Operation operation) {
        if (operation.bodyFields().isEmpty() || random.nextInt(4) == 0) {
            return "";
        }
        List<String> fields = operation.bodyFields().stream().sorted().toList();
        String members =
                random.ints(1 + random.nextInt(4), 0, fields.size())
                        .mapToObj(at -> "\"" + spelt(fields.get(at)) + "\":" + any(VALUES))
                        .collect(Collectors.joining(","));
        return "{" + members + "}" + (random.nextInt(20) == 0 ? "{\"owner\":\"mallory\"}" : "");
    }

    private String spelt(String name) {
        return switch (random.nextInt(8)) {
            case 0 -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
            case 1 -> name.replace('k', '\u212a').replace('s', '\u017f');
            default -> name;
        };
    }

    private String damaged(String target) {
        int at = 1 + random.nextInt(target.length());
        String before = target.substring(0, at);
        String after = target.substring(at);
        return switch (random.nextInt(10)) {
            case 0 -> target.replaceFirst("/", "//");
            case 1 -> before + "/" + after;
            case 2 -> before + "%2f" + after;
            case 3 -> target.replaceFirst("/(?=[^/]*$)", "/./");
            case 4 -> target.replaceFirst("(/[^/?]*)(?=$|\\?)", "$1/../vault");
            case 5 -> escaped(target);
            case 6 -> target + "/";
            case 7 -> "http://127.0.0.1" + target;
            case 8 ->
                    before
                            + any(List.of("#", "\\", "%00", "%", "\u0001", ";", "%0d%0a", " "))
                            + after;
            default -> escaped(escaped(target));
        };
    }

    /// Some plain characters of the path escaped, in either case.
    private String escaped(String target) {
        StringBuilder text = new StringBuilder();
        boolean path = true;
        for (int at = 0; at < target.length(); at++) {
            char c = target.charAt(at);
            path &= c != '?';
            boolean plain = (Character.isLetterOrDigit(c) && c < 128) || c == '-' || c == '.';
            if (path && plain && random.nextInt(8) == 0) {
                String hex = Integer.toHexString(c);
                text.append('%').append(random.nextBoolean() ? hex : hex.toUpperCase(Locale.ROOT));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
