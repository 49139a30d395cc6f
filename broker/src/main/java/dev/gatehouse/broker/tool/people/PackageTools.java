package dev.gatehouse.broker.tool.people;

import static dev.gatehouse.broker.tool.Common.LIMIT;

import dev.gatehouse.broker.tool.Age;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.View.Fact;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge package`.
final class PackageTools {
    private static final Parameter OWNER =
            Parameter.text("owner", "user or organization").operand();
    private static final Parameter TYPE = Parameter.text("type", "such as npm, maven, container");
    private static final Parameter NAME = Parameter.text("name", "its name").operand().plain();
    private static final Parameter VERSION = Parameter.text("version", "its version").operand();
    private static final Parameter SEARCH =
            Parameter.text("search", "words to find").shortly('S').plain();

    private PackageTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("package", "list", "List packages of an owner")
                        .plain()
                        .takes(OWNER, TYPE, SEARCH, LIMIT)
                        .needs("listPackages")
                        .ofNoRepository()
                        .does(PackageTools::list),
                Tool.read("package", "view", "Show a package")
                        .plain()
                        .takes(OWNER, TYPE.operand(), NAME, VERSION)
                        .needs("getPackage")
                        .ofNoRepository()
                        .does(PackageTools::view),
                Tool.read("package", "files", "List the files of a package")
                        .takes(OWNER, TYPE.operand(), NAME, VERSION)
                        .needs("listPackageFiles")
                        .ofNoRepository()
                        .does(PackageTools::files));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Target target =
                Target.of("packages", call.account(call.text(OWNER)))
                        .with("type", call.given(TYPE))
                        .with("q", call.given(SEARCH));
        Listing listing = call.forge().list(target, call.number(LIMIT));
        List<ObjectNode> packages = listing.items().stream().map(PackageTools::data).toList();
        List<List<String>> rows = new ArrayList<>();
        for (ObjectNode one : packages) {
            rows.add(
                    List.of(
                            one.path("type").asString(),
                            one.path("name").asString(),
                            one.path("version").asString(),
                            Age.of(one.path("createdAt").asString(), call.setting().now())));
        }
        return listing.result(
                packages,
                new View.Table(
                        List.of("TYPE", "NAME", "VERSION", "PUBLISHED"),
                        rows,
                        "no packages match"));
    }

    private static ObjectNode data(JsonNode one) {
        ObjectNode data = Forge.object();
        data.put("type", one.path("type").asString(""));
        data.put("name", one.path("name").asString(""));
        data.put("version", one.path("version").asString(""));
        data.put("owner", one.path("owner").path("login").asString(""));
        data.put("repository", one.path("repository").path("full_name").asString(""));
        data.put("creator", one.path("creator").path("login").asString(""));
        data.put("createdAt", one.path("created_at").asString(""));
        data.put("url", one.path("html_url").asString(""));
        return data;
    }

    private static Target target(ToolCall call) {
        return Target.of(
                "packages",
                call.account(call.text(OWNER)),
                call.text(TYPE),
                call.text(NAME),
                call.text(VERSION));
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        ObjectNode data = data(call.forge().get(target(call)));
        String published =
                data.path("creator").asString()
                        + ", "
                        + Age.of(data.path("createdAt").asString(), call.setting().now());
        return ToolResult.of(
                        data,
                        new View.Card(
                                data.path("name").asString()
                                        + " "
                                        + data.path("version").asString(),
                                List.of(
                                        new Fact("type", data.path("type").asString()),
                                        new Fact("owner", data.path("owner").asString()),
                                        new Fact("repository", data.path("repository").asString()),
                                        new Fact("published", published),
                                        new Fact("url", data.path("url").asString())),
                                ""))
                .shownAt(data.path("url").asString());
    }

    private static ToolResult files(ToolCall call) throws ToolFailure {
        List<ObjectNode> files = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (JsonNode file : call.forge().get(target(call).and("files"))) {
            String name = file.path("name").asString("");
            // The forge writes this one in capitals.
            long size = file.path("Size").asLong(file.path("size").asLong(0));
            String sha256 = file.path("sha256").asString("");
            files.add(Forge.object().put("name", name).put("size", size).put("sha256", sha256));
            rows.add(List.of(name, Long.toString(size), sha256));
        }
        return ToolResult.of(
                Forge.object().arrayNode().addAll(files),
                new View.Table(List.of("FILE", "BYTES", "SHA-256"), rows, "no files"));
    }
}
