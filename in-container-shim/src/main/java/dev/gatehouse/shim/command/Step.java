package dev.gatehouse.shim.command;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonReader;
import dev.gatehouse.shim.json.NotJson;
import java.util.ArrayList;
import java.util.List;

/// What the broker asks to be done here, in the middle of a command.
sealed interface Step {
    /// Runs git, which reaches the forge as it always does here.
    record Git(List<String> arguments) implements Step {
        public Git {
            arguments = List.copyOf(arguments);
        }
    }

    /// Sends a file as the part `attachment` of a form.
    record Upload(String path, String file) implements Step {}

    /// Keeps what a path answers in a file that is not there yet; `-` is standard output.
    record Download(String path, String file) implements Step {}

    /// Refuses what is not exactly one step that this version knows.
    static Step read(byte[] json) throws Failure {
        Json step;
        try {
            step = JsonReader.read(json);
        } catch (NotJson e) {
            throw FrameReader.broken("asks for a step that is " + e.getMessage());
        }
        if (!(step instanceof Json.Members object) || object.members().size() != 1) {
            throw unknown();
        }
        String kind = object.members().keySet().iterator().next();
        Json what = step.get(kind);
        return switch (kind) {
            case "git" -> new Git(words(what));
            case "upload" -> new Upload(path(what), file(what));
            case "download" -> new Download(path(what), file(what));
            default -> throw unknown();
        };
    }

    private static List<String> words(Json array) throws Failure {
        List<String> words = new ArrayList<>();
        for (Json item : array.items()) {
            if (!(item instanceof Json.Text word) || word.text().indexOf('\0') >= 0) {
                throw unknown();
            }
            words.add(word.text());
        }
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "clone", "fetch", "switch", "push" -> words;
            default ->
                    throw FrameReader.broken(
                            "asks for a git command other than clone, fetch, switch and push");
        };
    }

    private static String path(Json object) throws Failure {
        String path = object.get("path").asText();
        if (!Request.isTarget(path)) {
            throw FrameReader.broken("asks for a path that is none");
        }
        return path;
    }

    private static String file(Json object) throws Failure {
        String file = object.get("file").asText();
        if (file.isEmpty() || file.indexOf('\0') >= 0) {
            throw FrameReader.broken("names a file that cannot be");
        }
        return file;
    }

    private static Failure unknown() {
        return FrameReader.broken("asks for a step that this forge does not know");
    }
}
