package dev.gatehouse.demoforge.git;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What the hooks of one push go by. Forgejo's ask the forge over HTTP; these find it in their
/// environment, and only a push for review asks back.
///
/// @param url the repository's page, which the messages after a push link to
/// @param pullByBranch the numbers of open pull requests, by the branch they come from
/// @param reviews takes pushes to `refs/for`; a wiki has none
public record PushRules(
        String pusher,
        String repository,
        String url,
        boolean mayWrite,
        boolean mayAdminister,
        boolean isWiki,
        String defaultBranch,
        Set<String> protectedBranches,
        Map<String, Long> pullByBranch,
        Optional<ReviewDesk> reviews) {

    public PushRules {
        protectedBranches = Set.copyOf(protectedBranches);
        pullByBranch = Map.copyOf(pullByBranch);
    }

    /// No branch name has a space or a colon in it.
    void putInto(Map<String, String> environment) {
        environment.put("DEMO_FORGE_PUSHER", pusher);
        environment.put("DEMO_FORGE_REPOSITORY", repository);
        environment.put("DEMO_FORGE_URL", url);
        environment.put("DEMO_FORGE_MAY_WRITE", word(mayWrite));
        environment.put("DEMO_FORGE_MAY_ADMINISTER", word(mayAdminister));
        environment.put("DEMO_FORGE_IS_WIKI", word(isWiki));
        environment.put("DEMO_FORGE_DEFAULT_BRANCH", defaultBranch);
        environment.put("DEMO_FORGE_PROTECTED", String.join(" ", protectedBranches));
        environment.put(
                "DEMO_FORGE_PULLS",
                pullByBranch.entrySet().stream()
                        .map(pull -> pull.getKey() + ":" + pull.getValue())
                        .collect(Collectors.joining(" ")));
    }

    private static String word(boolean yes) {
        return yes ? "yes" : "no";
    }
}
