package dev.gatehouse.broker.relay.request;

import java.nio.charset.StandardCharsets;

/// JSON bodies of tests.
public final class TestingJson {
    private TestingJson() {}

    public static JsonBody body(String json) {
        return body(json.getBytes(StandardCharsets.UTF_8));
    }

    public static JsonBody body(byte[] json) {
        return switch (JsonBody.parse(json)) {
            case JsonBody.Parsing.Parsed parsed -> parsed.body();
            case JsonBody.Parsing.Unparsable unparsable ->
                    throw new AssertionError(unparsable.problem());
        };
    }
}
