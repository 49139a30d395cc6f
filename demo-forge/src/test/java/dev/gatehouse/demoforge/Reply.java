package dev.gatehouse.demoforge;

import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/// What a forge answered a test.
record Reply(int status, HttpResponse<String> raw) {

    String text() {
        return raw.body();
    }

    JsonNode json() {
        boolean isJson = header("Content-Type").orElse("").contains("json");
        return isJson && !text().isEmpty()
                ? JsonMapper.shared().readTree(text())
                : MissingNode.getInstance();
    }

    Optional<String> header(String name) {
        return raw.headers().firstValue(name);
    }
}
