package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.TestingTools;
import dev.gatehouse.broker.TestingTools.Outcome;
import java.io.IOException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Commands about issues, and what they left behind.
record TestingIssues(TestingTools tools) {
    static final String REPOSITORY = "repos/" + TestingTools.REPOSITORY;

    /// What a command that has to succeed did.
    Outcome fine(String agent, String... words) throws IOException {
        return tools.fine(agent, words);
    }

    /// The numbers of the issues that a command lists.
    List<Long> numbers(String agent, String... words) throws IOException {
        return fine(agent, words)
                .data()
                .valueStream()
                .map(one -> one.path("number").asLong())
                .toList();
    }

    /// A new issue's number.
    long created(String title) throws IOException {
        return fine("triage", "issue", "create", "-t", title, "--json")
                .data()
                .path("number")
                .asLong();
    }

    /// The issue as the forge has it.
    JsonNode issue(long number) throws IOException {
        return tools.api("triage", REPOSITORY + "/issues/" + number);
    }

    List<String> labels(long number) throws IOException {
        return names(issue(number).path("labels"), "name");
    }

    List<String> assignees(long number) throws IOException {
        return names(issue(number).path("assignees"), "login");
    }

    private static List<String> names(JsonNode list, String member) {
        return list.valueStream().map(one -> one.path(member).asString()).toList();
    }
}
