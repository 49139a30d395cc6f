package dev.gatehouse.broker.cli.setup;

import java.util.Optional;

/// What `gatehouse init` has to know, in the order in which answers build on each other.
enum Question {
    FORGE_URL("--forge-url", "URL of the forge", "https://forge.example.org"),
    AGENT("--agent", "Name of the first agent", "agent"),
    ACCOUNT("--account", "Its user on the forge, whose token it is", "account"),
    TOKEN_FILE("--token-file", "File with that user's token", "/etc/gatehouse/tokens/agent"),
    /// The stand-in names no repository in full: nothing is proven by it.
    REPOSITORIES("--repository", "Repositories, as OWNER/NAME, with commas between", "owner/*"),
    ROLE("--role", "Role: read, triage, review, contribute or maintain", "contribute"),
    PUSH_BRANCHES("--push-branches", "Branches it may push, with commas, or none", "agent/**"),
    UID("--uid", "User id of its container, as the host sees it", "10001"),
    GID("--gid", "Group id", "10001");

    /// The answer that says there are none.
    static final String NONE = "none";

    private final String flag;
    private final String prompt;
    private final String standIn;

    Question(String flag, String prompt, String standIn) {
        this.flag = flag;
        this.prompt = prompt;
        this.standIn = standIn;
    }

    String flag() {
        return flag;
    }

    String prompt() {
        return prompt;
    }

    /// A valid answer that holds the place of the one to come.
    String standIn() {
        return standIn;
    }

    /// What is proposed, by the answers before.
    Optional<String> proposal(Answers soFar) {
        return switch (this) {
            case FORGE_URL, AGENT, ACCOUNT, REPOSITORIES -> Optional.empty();
            case TOKEN_FILE -> Optional.of("/etc/gatehouse/tokens/" + soFar.answer(AGENT));
            case ROLE -> Optional.of("contribute");
            case PUSH_BRANCHES -> Optional.of(soFar.answer(AGENT) + "/**");
            case UID -> Optional.of("10001");
            case GID -> Optional.of(soFar.answer(UID));
        };
    }

    /// Whether the answers before leave it open.
    boolean appliesTo(Answers soFar) {
        return this != PUSH_BRANCHES || soFar.mayPush();
    }
}
