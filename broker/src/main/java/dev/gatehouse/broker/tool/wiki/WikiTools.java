package dev.gatehouse.broker.tool.wiki;

import static dev.gatehouse.broker.tool.Common.BODY;
import static dev.gatehouse.broker.tool.Common.LIMIT;
import static dev.gatehouse.broker.tool.Common.TITLE;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge wiki`: reading and writing the pages of a repository's wiki.
public final class WikiTools {
    private static final Parameter PAGE = Parameter.text("page", "its title").operand().plain();
    private static final Parameter MESSAGE =
            Parameter.text("message", "message of the commit").plain();

    private WikiTools() {}

    public static List<Tool> all() {
        return List.of(
                Tool.read("wiki", "list", "List wiki pages")
                        .plain()
                        .takes(LIMIT)
                        .needs("repoGetWikiPages")
                        .does(WikiTools::list),
                Tool.read("wiki", "view", "Show a wiki page")
                        .plain()
                        .takes(PAGE)
                        .needs("repoGetWikiPage")
                        .does(WikiTools::view),
                Tool.read("wiki", "revisions", "List the revisions of a wiki page")
                        .takes(PAGE, LIMIT)
                        .needs("repoGetWikiPage", "repoGetWikiPageRevisions")
                        .does(WikiTools::revisions),
                Tool.write("wiki", "create", "Add a wiki page")
                        .plain()
                        .takes(PAGE, BODY.required(), MESSAGE)
                        .needs("repoCreateWikiPage")
                        .does(WikiTools::create),
                Tool.write("wiki", "edit", "Rewrite or rename a wiki page")
                        .plain()
                        .takes(PAGE, TITLE, BODY, MESSAGE)
                        .needs("repoGetWikiPage", "repoEditWikiPage")
                        .does(WikiTools::edit),
                Tool.destroy("wiki", "delete", "Delete a wiki page")
                        .plain()
                        .takes(PAGE)
                        .needs("repoGetWikiPage", "repoDeleteWikiPage")
                        .does(WikiTools::delete));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Listing listing = call.forge().list(call.target("wiki", "pages"), call.number(LIMIT));
        List<ObjectNode> pages = listing.items().stream().map(WikiPageData::of).toList();
        return listing.result(pages, WikiPageData.table(pages, call.setting().now()))
                .shownAt(call.setting().forgeUrl() + "/" + call.repository() + "/wiki");
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        ObjectNode page = WikiPageData.of(page(call));
        return ToolResult.of(page, WikiPageData.card(page, call.setting().now()))
                .shownAt(page.path("url").asString());
    }

    private static ToolResult revisions(ToolCall call) throws ToolFailure {
        String name = WikiPages.pathName(page(call));
        Listing listing =
                call.forge()
                        .list(
                                call.target("wiki", "revisions", name),
                                call.number(LIMIT),
                                "commits");
        List<ObjectNode> commits = listing.items().stream().map(WikiPageData::revision).toList();
        return listing.result(commits, WikiPageData.revisions(commits, call.setting().now()));
    }

    private static ToolResult create(ToolCall call) throws ToolFailure {
        ObjectNode body = Forge.object();
        body.put("title", call.text(PAGE));
        body.put("content_base64", WikiPageData.encoded(call.text(BODY)));
        call.given(MESSAGE).ifPresent(message -> body.put("message", message));
        return told("created", call.forge().post(call.target("wiki", "new"), body));
    }

    private static ToolResult edit(ToolCall call) throws ToolFailure {
        if (call.given(TITLE).isEmpty() && call.given(BODY).isEmpty()) {
            throw ToolFailure.usage("nothing to change: give a --title or a --body");
        }
        JsonNode before = page(call);
        ObjectNode body = Forge.object();
        body.put("title", call.given(TITLE).orElse(before.path("title").asString("")));
        // The forge takes no text for an empty one.
        body.put(
                "content_base64",
                WikiPageData.encoded(call.given(BODY).orElseGet(() -> WikiPageData.text(before))));
        call.given(MESSAGE).ifPresent(message -> body.put("message", message));
        String name = WikiPages.pathName(before);
        return told("edited", call.forge().patch(call.target("wiki", "page", name), body));
    }

    private static ToolResult delete(ToolCall call) throws ToolFailure {
        JsonNode page = page(call);
        String title = page.path("title").asString("");
        call.forge().delete(call.target("wiki", "page", WikiPages.pathName(page)));
        return ToolResult.of(
                Forge.object().put("title", title), new View.Line("deleted page '" + title + "'"));
    }

    private static JsonNode page(ToolCall call) throws ToolFailure {
        return WikiPages.page(call, call.text(PAGE));
    }

    private static ToolResult told(String done, JsonNode answer) {
        ObjectNode page = WikiPageData.of(answer);
        String url = page.path("url").asString();
        return ToolResult.of(
                        page,
                        new View.Line(
                                done + " page '" + page.path("title").asString() + "': " + url))
                .shownAt(url);
    }
}
