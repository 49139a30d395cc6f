package dev.gatehouse.broker.credential.source;

import dev.gatehouse.broker.credential.Secret;
import dev.gatehouse.broker.credential.key.KeyReader.Reading;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// What Claude Code keeps after a login: `{"claudeAiOauth": {"accessToken": ..., "refreshToken":
/// ..., "expiresAt": <milliseconds since 1970>, ...}}`. The access token is the key; the refresh
/// token is read only so that it is known and masked. No text of the file is repeated in a message.
final class OAuthText {
    static final int MOST_BYTES = 64 * 1024;

    private static final String LOGIN = "claudeAiOauth";
    private static final JsonFactory JSON = new JsonFactory();

    private byte @Nullable [] access;
    private byte @Nullable [] refresh;
    private @Nullable Instant expires;

    private OAuthText() {}

    /// Wipes the content.
    static Reading parse(byte[] content, Path file) {
        OAuthText text = new OAuthText();
        try {
            if (content.length >= MOST_BYTES) {
                return unreadable(file, "is longer than " + MOST_BYTES + " bytes");
            }
            text.read(content);
            return text.reading(file);
        } catch (JacksonException broken) {
            return unreadable(file, "is not valid JSON");
        } finally {
            Arrays.fill(content, (byte) 0);
            text.wipe();
        }
    }

    private void read(byte[] content) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), content)) {
            int depth = 0;
            boolean inLogin = false;
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                switch (token) {
                    case START_OBJECT, START_ARRAY -> {
                        depth++;
                        inLogin |= depth == 2 && LOGIN.equals(json.currentName());
                    }
                    case END_OBJECT, END_ARRAY -> {
                        inLogin &= depth != 2;
                        depth--;
                    }
                    case VALUE_STRING, VALUE_NUMBER_INT -> {
                        if (inLogin && depth == 2) {
                            field(json, token);
                        }
                    }
                    default -> {}
                }
            }
        }
    }

    private void field(JsonParser json, JsonToken token) {
        switch (json.currentName()) {
            case "accessToken" -> access = text(json, token);
            case "refreshToken" -> refresh = text(json, token);
            case "expiresAt" -> {
                if (token == JsonToken.VALUE_NUMBER_INT) {
                    expires = Instant.ofEpochMilli(json.getLongValue());
                }
            }
            default -> {}
        }
    }

    private static byte @Nullable [] text(JsonParser json, JsonToken token) {
        if (token != JsonToken.VALUE_STRING) {
            return null;
        }
        char[] characters = json.getStringCharacters();
        byte[] bytes = new byte[json.getStringLength()];
        for (int at = 0; at < bytes.length; at++) {
            char c = characters[json.getStringOffset() + at];
            bytes[at] = c < 0x80 ? (byte) c : 0;
        }
        return bytes;
    }

    private Reading reading(Path file) {
        if (access == null) {
            return unreadable(file, "has no " + LOGIN + ".accessToken");
        }
        Optional<String> defect = Secret.defectOf(access);
        if (defect.isPresent()) {
            return unreadable(file, "has an access token which " + defect.get());
        }
        Optional<Secret> renewal =
                refresh != null && Secret.defectOf(refresh).isEmpty()
                        ? Optional.of(Secret.copyOf(refresh))
                        : Optional.empty();
        return new Reading.Key(Secret.copyOf(access), renewal, Optional.ofNullable(expires));
    }

    private void wipe() {
        if (access != null) {
            Arrays.fill(access, (byte) 0);
        }
        if (refresh != null) {
            Arrays.fill(refresh, (byte) 0);
        }
    }

    private static Reading unreadable(Path file, String defect) {
        return new Reading.Unreadable(
                "the login in " + file + " " + defect,
                "log in again on the host with the program that writes it, such as: claude /login");
    }
}
