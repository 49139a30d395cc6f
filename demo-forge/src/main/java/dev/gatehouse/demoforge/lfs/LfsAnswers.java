package dev.gatehouse.demoforge.lfs;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Json;
import tools.jackson.databind.JsonNode;

/// Answers in the media type of LFS.
final class LfsAnswers {
    static final String MEDIA_TYPE = "application/vnd.git-lfs+json";

    private LfsAnswers() {}

    static Answer json(int status, JsonNode document) {
        return Answer.bytes(status, MEDIA_TYPE, Content.of(Json.text(document) + "\n"));
    }

    static Answer message(int status, String message) {
        return json(status, Json.object().put("Message", message));
    }
}
