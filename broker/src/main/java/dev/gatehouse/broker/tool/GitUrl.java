package dev.gatehouse.broker.tool;

import dev.gatehouse.broker.route.RepositoryName;

/// Where git finds a repository, for steps: whatever the remotes beside the agent are called.
public final class GitUrl {
    private GitUrl() {}

    /// Of the repository that a call is about.
    public static String of(ToolCall call) {
        return of(call, call.repository());
    }

    public static String of(ToolCall call, RepositoryName repository) {
        return call.setting().forgeUrl() + "/" + repository + ".git";
    }
}
