package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.world.Token;
import java.util.List;
import java.util.Set;

/// Which token scopes a call needs, by path and method as Forgejo's route groups have it.
final class Scopes {
    private static final Set<String> ISSUE_ROOMS = Set.of("issues", "labels", "milestones");

    private Scopes() {}

    /// Refuses with the message Forgejo has; it says "at least one" but means all of them.
    static void check(Token token, String method, List<String> segments) throws Refusal {
        // To delete a repository is to change what its owner has.
        boolean deletesRepository =
                method.equals("DELETE")
                        && segments.getFirst().equals("repos")
                        && segments.size() == 3;
        if (deletesRepository) {
            if (!token.allows("write:user")) {
                throw lacks("write:user");
            }
            return;
        }
        String level = method.equals("GET") || method.equals("HEAD") ? "read:" : "write:";
        List<String> needed = categories(segments).stream().map(level::concat).toList();
        if (!needed.stream().allMatch(token::allows)) {
            throw lacks(String.join(" ", needed));
        }
    }

    private static Refusal lacks(String scopes) {
        return Refusal.of(
                403, "token does not have at least one of required scope(s): [" + scopes + "]");
    }

    private static List<String> categories(List<String> segments) {
        String room = segments.size() > 3 ? segments.get(3) : "";
        boolean isSearch = segments.equals(List.of("repos", "issues", "search"));
        return switch (segments.getFirst()) {
            case "user", "users" -> ofUser(segments);
            case "repos" -> List.of(isSearch ? "issue" : ofRepository(room));
            case "repositories", "topics" -> List.of("repository");
            case "notifications" -> List.of("notification");
            case "orgs", "teams" -> List.of("organization");
            case "packages" -> List.of("package");
            default -> List.of();
        };
    }

    private static List<String> ofUser(List<String> segments) {
        return switch (segments.getLast()) {
            case "repos" -> List.of("user", "repository");
            case "orgs" -> List.of("user", "organization");
            default -> List.of("user");
        };
    }

    private static String ofRepository(String room) {
        if (room.equals("notifications")) {
            return "notification";
        }
        return ISSUE_ROOMS.contains(room) ? "issue" : "repository";
    }
}
