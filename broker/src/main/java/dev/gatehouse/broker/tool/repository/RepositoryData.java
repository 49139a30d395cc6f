package dev.gatehouse.broker.tool.repository;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.issue.IssueData;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A repository as tools show it, out of the forge's.
public final class RepositoryData {
    private RepositoryData() {}

    /// @param repository the forge's
    public static ObjectNode of(JsonNode repository) {
        ObjectNode data = Forge.object();
        data.put("nameWithOwner", repository.path("full_name").asString(""));
        data.put("name", repository.path("name").asString(""));
        data.put("owner", repository.path("owner").path("login").asString(""));
        data.put("description", repository.path("description").asString(""));
        data.put("defaultBranch", repository.path("default_branch").asString(""));
        data.put("visibility", visibility(repository));
        data.put("isFork", repository.path("fork").asBoolean(false));
        data.put("parent", repository.path("parent").path("full_name").asString(""));
        data.put("isArchived", repository.path("archived").asBoolean(false));
        data.put("isEmpty", repository.path("empty").asBoolean(false));
        data.put("openIssues", repository.path("open_issues_count").asLong(0));
        data.put("openPullRequests", repository.path("open_pr_counter").asLong(0));
        data.put("stars", repository.path("stars_count").asLong(0));
        data.put("forks", repository.path("forks_count").asLong(0));
        ArrayNode topics = data.putArray("topics");
        repository.path("topics").forEach(topic -> topics.add(topic.asString("")));
        data.put("permission", permission(repository.path("permissions")));
        data.put("createdAt", repository.path("created_at").asString(""));
        data.put("updatedAt", repository.path("updated_at").asString(""));
        data.put("url", repository.path("html_url").asString(""));
        return data;
    }

    private static String visibility(JsonNode repository) {
        if (repository.path("private").asBoolean(false)) {
            return "private";
        }
        return repository.path("internal").asBoolean(false) ? "internal" : "public";
    }

    /// The account's on the forge; the agent's own may be less.
    private static String permission(JsonNode permissions) {
        for (String name : List.of("admin", "push", "pull")) {
            if (permissions.path(name).asBoolean(false)) {
                return name;
            }
        }
        return "";
    }

    /// The result of a tool that lists repositories.
    public static ToolResult result(Listing listing, Instant now) {
        List<ObjectNode> repositories = listing.items().stream().map(RepositoryData::of).toList();
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode repository : repositories) {
            rows.add(
                    List.of(
                            repository.path("nameWithOwner").asString(),
                            repository.path("visibility").asString(),
                            repository.path("description").asString(),
                            Age.of(repository.path("updatedAt").asString(), now)));
        }
        return listing.result(
                repositories,
                new View.Table(
                        List.of("REPOSITORY", "VISIBILITY", "DESCRIPTION", "UPDATED"),
                        rows,
                        "no repositories match"));
    }

    /// @param readme may be empty
    static View card(ObjectNode repository, String readme) {
        return new View.Card(
                repository.path("nameWithOwner").asString(),
                List.of(
                        new Fact("description", repository.path("description").asString()),
                        new Fact("visibility", repository.path("visibility").asString()),
                        new Fact("default branch", repository.path("defaultBranch").asString()),
                        new Fact("fork of", repository.path("parent").asString()),
                        new Fact(
                                "archived",
                                repository.path("isArchived").asBoolean() ? "yes, read-only" : ""),
                        new Fact("empty", repository.path("isEmpty").asBoolean() ? "yes" : ""),
                        new Fact("open issues", repository.path("openIssues").asString()),
                        new Fact(
                                "open pull requests",
                                repository.path("openPullRequests").asString()),
                        new Fact("topics", IssueData.joined(repository.path("topics"))),
                        new Fact("url", repository.path("url").asString())),
                readme);
    }
}
