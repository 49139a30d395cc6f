package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Percent;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/// What a wiki page goes by: its title has spaces, its path has dashes in their place, and a path
/// whose dashes are dashes ends in `.-`.
record WikiName(String path) {
    private static final String MARK = ".-";
    private static final String ENDING = ".md";
    private static final String NAMELESS = "unnamed";

    static WikiName ofTitle(String title) {
        return title.isBlank() ? new WikiName(NAMELESS) : escaped(title.strip(), false);
    }

    /// As it stands in a request, decoded: with dashes or with spaces.
    static WikiName ofRequest(String name) {
        boolean isMarked = name.endsWith(MARK);
        return escaped(
                isMarked
                        ? name.substring(0, name.length() - MARK.length())
                        : name.replace('-', ' '),
                isMarked);
    }

    static WikiName ofFile(String file) {
        return new WikiName(file.substring(0, file.length() - ENDING.length()));
    }

    static boolean isPage(String file) {
        return file.endsWith(ENDING);
    }

    private static WikiName escaped(String title, boolean wasMarked) {
        boolean marks = wasMarked || title.contains("-") || title.endsWith(ENDING);
        return new WikiName(Percent.encode(marks ? title + MARK : title.replace(' ', '-')));
    }

    String title() {
        String decoded = URLDecoder.decode(path, StandardCharsets.UTF_8);
        return decoded.endsWith(MARK)
                ? decoded.substring(0, decoded.length() - MARK.length())
                : decoded.replace('-', ' ');
    }

    String file() {
        return path.replace("%20", " ") + ENDING;
    }
}
