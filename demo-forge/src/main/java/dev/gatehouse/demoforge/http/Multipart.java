package dev.gatehouse.demoforge.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One file out of a `multipart/form-data` body.
public record Multipart(String fileName, Content content) {
    private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";]+)\"?");
    private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

    /// The part of that name; empty if there is none or the body is not a form.
    public static Optional<Multipart> find(Request request, Content body, String name) {
        Matcher boundary = BOUNDARY.matcher(request.header("Content-Type").orElse(""));
        if (!boundary.find()) {
            return Optional.empty();
        }
        // Latin-1 keeps bytes and characters one to one, so that positions in the text are
        // positions
        // in the body.
        String text = new String(body.toArray(), StandardCharsets.ISO_8859_1);
        for (String part : text.split(Pattern.quote("--" + boundary.group(1)), -1)) {
            int headEnd = part.indexOf("\r\n\r\n");
            if (headEnd >= 0 && part.substring(0, headEnd).contains(" name=\"" + name + "\"")) {
                Matcher file = FILE_NAME.matcher(part.substring(0, headEnd));
                String content = part.substring(headEnd + 4, part.length() - 2);
                return Optional.of(
                        new Multipart(
                                file.find() ? file.group(1) : name,
                                Content.of(content.getBytes(StandardCharsets.ISO_8859_1))));
            }
        }
        return Optional.empty();
    }
}
