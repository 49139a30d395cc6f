package dev.gatehouse.demoforge.model;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// What of a call's body decides its answer. Read as a stream: bodies may have hundreds of
/// megabytes.
///
/// @param tools the names of the tools that the client offers
/// @param toolResults how many tools were run so far
record Conversation(
        String model, boolean streamed, boolean wantsUsage, List<String> tools, int toolResults) {
    private static final Pattern TOOL = Pattern.compile("/tools/\\d+/(function/)?name");
    private static final Pattern PART = Pattern.compile("/(messages|input)/.*/(type|role)");

    Conversation {
        tools = List.copyOf(tools);
    }

    /// The whole body is read; what is not JSON is a [JacksonException].
    static Conversation read(InputStream body) throws IOException, JacksonException {
        String model = "";
        boolean streamed = false;
        boolean wantsUsage = false;
        List<String> tools = new ArrayList<>();
        int results = 0;
        try (JsonParser parser = JsonMapper.shared().createParser(keptOpen(body))) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (!token.isScalarValue()) {
                    continue;
                }
                String path = parser.streamReadContext().pathAsPointer().toString();
                switch (path) {
                    case "/model" -> model = parser.getString();
                    case "/stream" -> streamed = token == JsonToken.VALUE_TRUE;
                    case "/stream_options/include_usage" ->
                            wantsUsage = token == JsonToken.VALUE_TRUE;
                    default -> {
                        if (TOOL.matcher(path).matches()) {
                            tools.add(parser.getString());
                        } else if (PART.matcher(path).matches() && isResult(parser.getString())) {
                            results++;
                        }
                    }
                }
            }
        }
        body.transferTo(OutputStream.nullOutputStream());
        return new Conversation(model, streamed, wantsUsage, tools, results);
    }

    /// A parser closes what it read to its end, and the rest of the body is still to be read.
    private static InputStream keptOpen(InputStream body) {
        return new FilterInputStream(body) {
            @Override
            public void close() {
                // Left to the server.
            }
        };
    }

    /// In the words of the Messages API, of chat completions and of responses.
    private static boolean isResult(String word) {
        return word.equals("tool_result")
                || word.equals("tool")
                || word.equals("function_call_output");
    }

    /// The client's own name for the tool.
    Optional<String> offered(String tool) {
        String name = tool.toLowerCase(Locale.ROOT);
        return tools.stream()
                .filter(each -> each.toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }
}
