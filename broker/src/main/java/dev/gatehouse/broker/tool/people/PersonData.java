package dev.gatehouse.broker.tool.people;

import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A user or an organization as tools show it, out of the forge's. An address for mail is not in
/// it: nothing that an agent does here needs one.
final class PersonData {
    private PersonData() {}

    /// @param person the forge's; an organization has its login as `username`
    static ObjectNode of(JsonNode person) {
        String login = person.path("login").asString(person.path("username").asString(""));
        ObjectNode data = Forge.object();
        data.put("login", login);
        data.put("name", person.path("full_name").asString(""));
        data.put("description", person.path("description").asString(""));
        data.put("location", person.path("location").asString(""));
        data.put("website", person.path("website").asString(""));
        data.put("visibility", person.path("visibility").asString(""));
        data.put("createdAt", person.path("created").asString(""));
        data.put("url", person.path("html_url").asString(""));
        return data;
    }

    /// The result of a tool that lists them.
    static ToolResult result(Listing listing) {
        List<ObjectNode> people = listing.items().stream().map(PersonData::of).toList();
        List<List<String>> rows =
                people.stream()
                        .map(person ->
                                List.of(
                                        person.path("login").asString(),
                                        person.path("name").asString(),
                                        person.path("description").asString()))
                        .toList();
        return listing.result(
                people,
                new View.Table(List.of("ACCOUNT", "NAME", "DESCRIPTION"), rows, "nobody matches"));
    }

    /// The result of a tool that shows one.
    static ToolResult result(JsonNode person) {
        ObjectNode data = of(person);
        String name = data.path("name").asString();
        View card =
                new View.Card(
                        data.path("login").asString() + (name.isEmpty() ? "" : " (" + name + ")"),
                        List.of(
                                new Fact("description", data.path("description").asString()),
                                new Fact("location", data.path("location").asString()),
                                new Fact("website", data.path("website").asString()),
                                new Fact("visibility", data.path("visibility").asString()),
                                new Fact("since", data.path("createdAt").asString()),
                                new Fact("url", data.path("url").asString())),
                        "");
        ToolResult result = ToolResult.of(data, card);
        String url = data.path("url").asString();
        return url.isEmpty() ? result : result.shownAt(url);
    }
}
