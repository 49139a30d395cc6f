package dev.gatehouse.shim.lfs;

import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonStrings;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Locking files, and showing who has locked which.
final class LockCommands {
    private static final int CONFLICT = 409;
    private static final int MALFORMED = 400;

    private final LfsServer server;

    LockCommands(LfsServer server) {
        this.server = server;
    }

    Reply lock(Message message) throws IOException {
        StringBuilder json = new StringBuilder("{\"path\":");
        JsonStrings.append(json, message.argument("path"));
        ref(json, message);
        LfsServer.Document answer = server.post("/locks", json.append('}').toString());
        if (!answer.isSuccess() && answer.status() != CONFLICT) {
            return answer.asError();
        }
        List<String> lines = answer.isSuccess() ? List.of() : List.of(answer.trouble());
        return new Reply(answer.status(), fields(answer.json().get("lock")), lines);
    }

    Reply unlock(Message message) throws IOException {
        if (!isLockId(message.operand())) {
            return Reply.error(MALFORMED, "not a lock's id");
        }
        StringBuilder json = new StringBuilder("{\"force\":");
        json.append(message.argument("force").equals("true"));
        ref(json, message);
        LfsServer.Document answer =
                server.post("/locks/" + message.operand() + "/unlock", json.append('}').toString());
        return answer.isSuccess()
                ? new Reply(200, fields(answer.json().get("lock")), List.of())
                : answer.asError();
    }

    /// Before a push git-lfs wants to know whose locks there are; else it looks for some.
    Reply list(String operation, Message message) throws IOException {
        boolean verifies =
                operation.equals("upload")
                        && message.argument("path").isEmpty()
                        && message.argument("id").isEmpty();
        LfsServer.Document answer = verifies ? verify(message) : find(message);
        if (!answer.isSuccess()) {
            return answer.asError();
        }
        List<String> lines = new ArrayList<>();
        add(lines, answer.json().get("ours").items(), "ours");
        add(lines, answer.json().get("theirs").items(), "theirs");
        add(lines, answer.json().get("locks").items(), "");
        String cursor = answer.json().get("next_cursor").asText();
        return new Reply(
                200, cursor.isEmpty() ? List.of() : List.of("next-cursor=" + cursor), lines);
    }

    private LfsServer.Document verify(Message message) throws IOException {
        StringBuilder json = new StringBuilder("{\"cursor\":");
        JsonStrings.append(json, message.argument("cursor"));
        if (isNumber(message.argument("limit"))) {
            json.append(",\"limit\":").append(message.argument("limit"));
        }
        ref(json, message);
        return server.post("/locks/verify", json.append('}').toString());
    }

    private LfsServer.Document find(Message message) throws IOException {
        StringBuilder query = new StringBuilder();
        for (String name : new String[] {"path", "id", "cursor", "limit"}) {
            String value = message.argument(name);
            if (!value.isEmpty()) {
                query.append(query.isEmpty() ? '?' : '&').append(name).append('=');
                query.append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        }
        return server.get("/locks" + query);
    }

    private static void ref(StringBuilder json, Message message) {
        if (!message.ref().isEmpty()) {
            json.append(",\"ref\":{\"name\":");
            JsonStrings.append(json, message.ref());
            json.append('}');
        }
    }

    private static boolean isNumber(String text) {
        boolean digits = !text.isEmpty() && text.length() < 10;
        for (int i = 0; i < text.length(); i++) {
            digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return digits;
    }

    private static boolean isLockId(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letter && (c < '0' || c > '9') && c != '-' && c != '_') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static List<String> fields(Json lock) {
        return List.of(
                "id=" + lock.get("id").asText(),
                "path=" + lock.get("path").asText(),
                "locked-at=" + lock.get("locked_at").asText(),
                "ownername=" + lock.get("owner").get("name").asText());
    }

    private static void add(List<String> lines, List<Json> locks, String owner) {
        for (Json lock : locks) {
            String id = lock.get("id").asText();
            lines.add("lock " + id);
            lines.add("path " + id + " " + lock.get("path").asText());
            lines.add("locked-at " + id + " " + lock.get("locked_at").asText());
            lines.add("ownername " + id + " " + lock.get("owner").get("name").asText());
            if (!owner.isEmpty()) {
                lines.add("owner " + id + " " + owner);
            }
        }
    }
}
