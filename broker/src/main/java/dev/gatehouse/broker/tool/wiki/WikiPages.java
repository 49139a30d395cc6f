package dev.gatehouse.broker.tool.wiki;

import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.forge.Target;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Wiki pages have titles for people and other names in paths: spaces are dashes there, and what
/// has dashes ends with a mark. A title is looked up, never converted.
final class WikiPages {
    private static final long ALL = 1_000;

    private WikiPages() {}

    /// A page as the forge has it, with its text.
    static JsonNode page(ToolCall call, String title) throws ToolFailure {
        Target pages = call.target("wiki", "page");
        Optional<JsonNode> direct = call.forge().find(pages.and(title.replace(' ', '-')));
        if (direct.isPresent() && isNamed(direct.get(), title)) {
            return direct.get();
        }
        Listing all = call.forge().list(call.target("wiki", "pages"), ALL);
        for (JsonNode page : all.items()) {
            if (isNamed(page, title)) {
                return call.forge().get(pages.and(pathName(page)));
            }
        }
        throw ToolFailure.forge(
                "there is no page '"
                        + title
                        + "' in the wiki of "
                        + call.repository()
                        + (all.items().isEmpty()
                                ? ", which is empty"
                                : "; there is " + titles(all)));
    }

    /// The name of a page in paths, decoded.
    static String pathName(JsonNode page) {
        String name = page.path("sub_url").asString("");
        return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static boolean isNamed(JsonNode page, String title) {
        return page.path("title").asString("").equalsIgnoreCase(title)
                || pathName(page).equals(title);
    }

    private static String titles(Listing pages) {
        return pages.items().stream()
                .map(page -> "'" + page.path("title").asString("") + "'")
                .collect(Collectors.joining(", "));
    }
}
