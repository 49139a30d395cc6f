package dev.gatehouse.shim.command;

import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.CommandFrame;
import dev.gatehouse.shim.exchange.Header;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.exchange.RequestBody;
import dev.gatehouse.shim.json.JsonStrings;
import dev.gatehouse.shim.repository.DirectoryFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A command as the broker gets it: see [CommandFrame].
///
/// @param directory null outside a repository
record CommandRequest(
        List<String> arguments, @Nullable DirectoryFacts directory, Terminal terminal) {
    private static final List<Header> HEADERS =
            List.of(
                    new Header("Content-Type", "application/json"),
                    new Header("Accept", CommandFrame.MEDIA_TYPE + ", application/problem+json"));

    /// @param inputs the texts that the broker wanted, by name; none at first
    Request request(Map<String, String> inputs) {
        byte[] body = json(inputs).getBytes(StandardCharsets.UTF_8);
        return new Request("POST", BrokerPaths.COMMAND, HEADERS, new RequestBody.Bytes(body));
    }

    private String json(Map<String, String> inputs) {
        StringBuilder json = new StringBuilder(512).append("{\"arguments\":[");
        for (int i = 0; i < arguments.size(); i++) {
            json.append(i == 0 ? "" : ",");
            JsonStrings.append(json, arguments.get(i));
        }
        json.append(']');
        appendDirectory(json);
        json.append(",\"terminal\":{");
        if (terminal.columns() > 0) {
            json.append("\"width\":").append(terminal.columns()).append(',');
        }
        json.append("\"colour\":").append(terminal.colour()).append('}');
        if (!inputs.isEmpty()) {
            json.append(",\"inputs\":");
            appendTexts(json, inputs);
        }
        return json.append('}').toString();
    }

    private void appendDirectory(StringBuilder json) {
        if (directory == null) {
            return;
        }
        json.append(",\"directory\":{");
        String branch = directory.branch();
        if (branch != null) {
            json.append("\"branch\":");
            JsonStrings.append(json, branch);
            json.append(',');
        }
        json.append("\"remotes\":");
        appendTexts(json, directory.remotes());
        json.append('}');
    }

    private static void appendTexts(StringBuilder json, Map<String, String> texts) {
        json.append('{');
        String separator = "";
        for (Map.Entry<String, String> text : texts.entrySet()) {
            json.append(separator);
            JsonStrings.append(json, text.getKey());
            json.append(':');
            JsonStrings.append(json, text.getValue());
            separator = ",";
        }
        json.append('}');
    }
}
