package dev.gatehouse.broker.tool.pull;

import dev.gatehouse.broker.TestingTools;
import java.io.IOException;

/// Work that agents have done before a test begins.
record TestingWork(TestingTools tools) {
    static final String SUBJECT = "Write notes";
    static final String REST = "They say what was found.";

    private static final String MESSAGE = SUBJECT + "\n\n" + REST;

    /// Makes the branch that the agents stand on, with one commit: `notes.md` is new.
    void pushBranch(String agent) throws IOException {
        tools.fine(agent, "repo", "create-branch", "dev/made");
        tools.fine(
                agent,
                "repo",
                "put-file",
                "notes.md",
                "--content",
                "# Notes\n",
                "--branch",
                "dev/made",
                "-m",
                MESSAGE);
    }

    /// Opens a pull request from that branch, and returns its number.
    String openPull(String agent) throws IOException {
        pushBranch(agent);
        return tools.fine(agent, "pr", "create", "--fill", "--json", "number")
                .data()
                .path("number")
                .asString();
    }
}
