package dev.gatehouse.shim.ask;

import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.protocol.RefusalCode;
import dev.gatehouse.shim.api.ApiPath;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Header;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.exchange.RequestBody;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonReader;
import dev.gatehouse.shim.json.JsonStrings;
import dev.gatehouse.shim.json.NotJson;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `forge policy explain METHOD PATH`: ends as the call itself would, without making it.
final class Explanation {
    private final BrokerSocket socket;
    private final Console console;
    private boolean json;
    private @Nullable String method;
    private @Nullable String path;
    private @Nullable String input;

    Explanation(BrokerSocket socket, Console console, boolean json) {
        this.socket = socket;
        this.console = console;
        this.json = json;
    }

    ExitCode run(Arguments arguments) throws IOException {
        @Nullable String name = arguments.next();
        while (name != null) {
            take(name, arguments);
            name = arguments.next();
        }
        if (method == null || path == null) {
            throw Failure.usage("which call? As in: forge policy explain GET repos/OWNER/REPO");
        }
        Question question = Question.ask(socket, request(method, path), console);
        if (question.exit() != ExitCode.OK) {
            return question.exit();
        }
        console.print(json ? question.raw() : text(question.document()));
        return exitCode(question.document());
    }

    private void take(String name, Arguments arguments) throws Failure {
        if (name.equals("--json")) {
            json = true;
        } else if (name.equals("--input")) {
            input = arguments.value();
        } else if (arguments.isOption() || path != null) {
            throw JsonFlag.unknown(name, "policy explain");
        } else if (method == null) {
            method = name.toUpperCase(Locale.ROOT);
        } else {
            path = ApiPath.target(name);
        }
    }

    private Request request(String askedMethod, String askedPath) throws IOException {
        StringBuilder body = new StringBuilder(256).append("{\"method\":");
        JsonStrings.append(body, askedMethod);
        JsonStrings.append(body.append(",\"path\":"), askedPath);
        if (input != null) {
            body.append(",\"body\":").append(inputJson(input));
        }
        return new Request(
                "POST",
                BrokerPaths.EXPLAIN,
                List.of(new Header("Content-Type", "application/json")),
                new RequestBody.Bytes(
                        body.append('}').toString().getBytes(StandardCharsets.UTF_8)));
    }

    /// Read here, so that what is not JSON cannot end the document around it.
    private String inputJson(String file) throws Failure {
        try (InputStream source = file.equals("-") ? console.input() : new FileInputStream(file)) {
            byte[] bytes = source.readAllBytes();
            JsonReader.read(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException | NotJson e) {
            throw Failure.usage("cannot use --input " + file + " (" + e.getMessage() + ")");
        }
    }

    private static String text(Json document) {
        StringBuilder text = new StringBuilder(Plain.of(document.get("decision")));
        if (!document.get("code").asText().isEmpty()) {
            text.append(" (").append(Plain.of(document.get("code"))).append(')');
        }
        text.append('\n');
        for (String name : List.of("detail", "rule", "remedy")) {
            if (!document.get(name).asText().isEmpty()) {
                text.append("  ").append(name).append(": ");
                text.append(Plain.of(document.get(name))).append('\n');
            }
        }
        return text.toString();
    }

    private static ExitCode exitCode(Json document) {
        if (document.get("decision").asText().equals("permit")) {
            return ExitCode.OK;
        }
        return RefusalCode.ofWord(document.get("code").asText())
                .map(RefusalCode::exitCode)
                .orElse(ExitCode.REFUSED);
    }
}
