package dev.gatehouse.broker.tool.release;

import static dev.gatehouse.broker.tool.Common.LIMIT;
import static dev.gatehouse.broker.tool.Common.TITLE;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Step;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge release`: releases by their tags; their files are in the class beside.
public final class ReleaseTools {
    static final Parameter TAG = Parameter.text("tag", "its tag").operand().plain();

    /// The newest one that is neither a draft nor a pre-release.
    static final Parameter TAG_OR_LATEST =
            Parameter.text("tag", "its tag (the latest)").optionalOperand().plain();

    private static final Parameter TARGET =
            Parameter.text("target", "branch or commit to tag (the default branch)");
    private static final Parameter NOTES = Parameter.body("notes", "text in Markdown").shortly('n');
    private static final Parameter DRAFT =
            Parameter.flag("draft", "not published yet").shortly('d').plain();
    private static final Parameter PRERELEASE =
            Parameter.flag("prerelease", "not for everybody").shortly('p');
    private static final Parameter FILES = Parameter.files("file", "to add").optionalOperand();
    private static final Parameter PUBLISH = Parameter.flag("publish", "end being a draft");
    private static final Parameter CLEANUP_TAG = Parameter.flag("cleanup-tag", "the tag too");

    private ReleaseTools() {}

    public static List<Tool> all() {
        return Stream.of(own(), AssetTools.all()).flatMap(List::stream).toList();
    }

    private static List<Tool> own() {
        return List.of(
                Tool.read("release", "list", "List releases")
                        .plain()
                        .takes(LIMIT)
                        .needs("repoListReleases")
                        .does(ReleaseTools::list),
                Tool.read("release", "view", "Show a release")
                        .plain()
                        .takes(TAG_OR_LATEST)
                        .needs("repoGetReleaseByTag", "repoGetLatestRelease")
                        .does(ReleaseTools::view),
                Tool.write("release", "create", "Make a release")
                        .plain()
                        .takes(TAG, FILES, TITLE, NOTES, TARGET, DRAFT, PRERELEASE)
                        .needs("repoCreateRelease")
                        .does(ReleaseTools::create),
                Tool.write("release", "edit", "Change a release")
                        .plain()
                        .takes(TAG, TITLE, NOTES, PUBLISH)
                        .needs("repoGetReleaseByTag", "repoEditRelease")
                        .does(ReleaseTools::edit),
                Tool.destroy("release", "delete", "Delete a release")
                        .plain()
                        .takes(TAG, CLEANUP_TAG)
                        .needs("repoGetReleaseByTag", "repoDeleteRelease")
                        .does(ReleaseTools::delete));
    }

    /// The forge's document of the release that is meant.
    static JsonNode release(ToolCall call) throws ToolFailure {
        Optional<String> tag = call.given(TAG);
        return call.forge()
                .get(
                        tag.isPresent()
                                ? call.target("releases", "tags", tag.get())
                                : call.target("releases", "latest"));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Listing listing = call.forge().list(call.target("releases"), call.number(LIMIT));
        List<ObjectNode> releases = listing.items().stream().map(ReleaseData::of).toList();
        return listing.result(releases, ReleaseData.table(releases, call.setting().now()));
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        ObjectNode data = ReleaseData.of(release(call));
        return ToolResult.of(data, ReleaseData.card(data, call.setting().now()))
                .shownAt(data.path("url").asString());
    }

    private static ToolResult create(ToolCall call) throws ToolFailure {
        String tag = call.text(TAG);
        ObjectNode wanted = Forge.object();
        wanted.put("tag_name", tag);
        wanted.put("name", call.given(TITLE).orElse(tag));
        wanted.put("draft", call.flag(DRAFT));
        wanted.put("prerelease", call.flag(PRERELEASE));
        call.given(NOTES).ifPresent(text -> wanted.put("body", text));
        call.given(TARGET).ifPresent(ref -> wanted.put("target_commitish", ref));
        ToolResult made = done(call.forge().post(call.target("releases"), wanted), "made");
        long id = made.data().path("id").asLong();
        return made.then(
                call.texts(FILES).stream()
                        .map(file -> AssetTools.upload(call, id, file))
                        .toArray(Step[]::new));
    }

    private static ToolResult edit(ToolCall call) throws ToolFailure {
        ObjectNode wanted = Forge.object();
        call.given(TITLE).ifPresent(text -> wanted.put("name", text));
        call.given(NOTES).ifPresent(text -> wanted.put("body", text));
        if (call.flag(PUBLISH)) {
            wanted.put("draft", false);
        }
        if (wanted.isEmpty()) {
            throw ToolFailure.usage("nothing to change: give --title, --notes or --publish");
        }
        // Published, it may get its tag; what the agent may tag is decided by the name here.
        wanted.put("tag_name", call.text(TAG));
        long id = release(call).path("id").asLong(0);
        return done(call.forge().patch(call.target("releases", id), wanted), "changed");
    }

    private static ToolResult done(JsonNode release, String done) {
        ObjectNode data = ReleaseData.of(release);
        String url = data.path("url").asString();
        String line = done + " the release " + data.path("tagName").asString() + ": " + url;
        return ToolResult.of(data, new View.Line(line)).shownAt(url);
    }

    private static ToolResult delete(ToolCall call) throws ToolFailure {
        String tag = call.text(TAG);
        call.forge().delete(call.target("releases", release(call).path("id").asLong(0)));
        boolean withTag = call.flag(CLEANUP_TAG);
        if (withTag) {
            call.forge().delete(call.target("tags").file(tag));
        }
        return ToolResult.of(
                Forge.object().put("tagName", tag).put("deleted", true).put("tagDeleted", withTag),
                new View.Line("deleted the release " + tag + (withTag ? " and its tag" : "")));
    }
}
