package dev.gatehouse.broker.tool.release;

import static dev.gatehouse.broker.tool.release.ReleaseTools.TAG;
import static dev.gatehouse.broker.tool.release.ReleaseTools.TAG_OR_LATEST;

import dev.gatehouse.broker.tool.FileName;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Step;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The files of a release. They are beside the agent, so moving them is left to its side.
final class AssetTools {
    private static final Parameter FILES = Parameter.files("file", "to add").operand();
    private static final Parameter PATTERNS =
            Parameter.texts("pattern", "only names like this (*, ?)").shortly('p');
    private static final Parameter DIRECTORY =
            Parameter.text("dir", "where to (here)").shortly('D');
    private static final Parameter NAME = Parameter.text("name", "of the file").operand().plain();

    private AssetTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.write("release", "upload", "Add files to a release")
                        .takes(TAG, FILES)
                        .needs("repoGetReleaseByTag", "repoCreateReleaseAttachment")
                        .besideAgent()
                        .does(AssetTools::upload),
                Tool.read("release", "download", "Download the files of a release")
                        .takes(TAG_OR_LATEST, PATTERNS, DIRECTORY)
                        .needs("repoGetReleaseByTag", "repoGetReleaseAttachment")
                        .besideAgent()
                        .does(AssetTools::download),
                Tool.destroy("release", "delete-asset", "Delete a file of a release")
                        .takes(TAG, NAME)
                        .needs("repoGetReleaseByTag", "repoDeleteReleaseAttachment")
                        .does(AssetTools::delete));
    }

    static Step upload(ToolCall call, long release, String file) {
        Target assets = call.target("releases", release, "assets").with("name", FileName.of(file));
        return new Step.Upload(assets.toString(), file);
    }

    private static ToolResult upload(ToolCall call) throws ToolFailure {
        ObjectNode release = ReleaseData.of(ReleaseTools.release(call));
        long id = release.path("id").asLong();
        List<String> files = call.texts(FILES);
        return ToolResult.of(
                        release,
                        new View.Line(
                                "uploading to "
                                        + release.path("tagName").asString()
                                        + ": "
                                        + String.join(", ", files)))
                .shownAt(release.path("url").asString())
                .then(files.stream().map(file -> upload(call, id, file)).toArray(Step[]::new));
    }

    private static ToolResult download(ToolCall call) throws ToolFailure {
        ObjectNode release = ReleaseData.of(ReleaseTools.release(call));
        List<Step> steps = new ArrayList<>();
        List<String> elsewhere = new ArrayList<>();
        for (JsonNode asset : release.path("assets")) {
            String name = asset.path("name").asString();
            if (!NamePattern.anyFits(call.texts(PATTERNS), name)) {
                continue;
            }
            if (asset.path("isExternal").asBoolean()) {
                elsewhere.add(name + " (" + asset.path("url").asString() + ")");
            } else {
                String path = "/attachments/" + asset.path("uuid").asString();
                steps.add(new Step.Download(path, local(call, name)));
            }
        }
        if (steps.isEmpty() && elsewhere.isEmpty()) {
            throw ToolFailure.forge(
                    release.path("tagName").asString()
                            + " has no such file; it has: "
                            + names(release));
        }
        String line = "downloading " + steps.size() + " of " + release.path("tagName").asString();
        ToolResult result =
                ToolResult.of(release, new View.Line(line)).then(steps.toArray(Step[]::new));
        return elsewhere.isEmpty()
                ? result
                : result.noting("not on the forge, so left out: " + String.join(", ", elsewhere));
    }

    private static String local(ToolCall call, String name) throws ToolFailure {
        if (!FileName.isPlain(name)) {
            throw ToolFailure.forge(
                    "'" + name + "' is no name for a file here; leave it out with --pattern");
        }
        return call.given(DIRECTORY).map(directory -> directory + "/" + name).orElse(name);
    }

    private static String names(ObjectNode release) {
        return release.path("assets")
                .valueStream()
                .map(asset -> asset.path("name").asString())
                .collect(Collectors.joining(", "));
    }

    private static ToolResult delete(ToolCall call) throws ToolFailure {
        ObjectNode release = ReleaseData.of(ReleaseTools.release(call));
        String name = call.text(NAME);
        JsonNode asset =
                release.path("assets")
                        .valueStream()
                        .filter(one -> one.path("name").asString().equals(name))
                        .findFirst()
                        .orElseThrow(() ->
                                ToolFailure.usage(
                                        "there is no file '"
                                                + name
                                                + "'; there is "
                                                + names(release)));
        call.forge()
                .delete(
                        call.target(
                                "releases",
                                release.path("id").asLong(),
                                "assets",
                                asset.path("id").asLong()));
        return ToolResult.of(
                Forge.object().put("name", name).put("deleted", true),
                new View.Line("deleted " + name + " from " + release.path("tagName").asString()));
    }
}
