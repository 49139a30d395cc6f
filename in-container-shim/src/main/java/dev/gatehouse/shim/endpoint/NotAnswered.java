package dev.gatehouse.shim.endpoint;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonStrings;
import dev.gatehouse.shim.json.JsonText;
import dev.gatehouse.shim.report.RefusalReport;
import java.io.IOException;

/// A request that got no response, and the error that the client gets instead. Errors of our own
/// have the shim's exit status for a code: the numbers of JSON-RPC are not ours to use.
public final class NotAnswered extends IOException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;
    private final String error;

    private NotAnswered(ExitCode exitCode, String message, String error) {
        super(message);
        this.exitCode = exitCode;
        this.error = error;
    }

    static NotAnswered refused(RefusalReport report) {
        String message =
                "refused (" + report.word() + "): " + String.join("; ", report.remoteLines());
        return new NotAnswered(
                report.exitCode(),
                message,
                error(report.exitCode().status(), message, data(report)));
    }

    public static NotAnswered because(Failure failure) {
        return of(failure.exitCode(), String.valueOf(failure.getMessage()));
    }

    /// Something else than a response came.
    static NotAnswered of(ExitCode exitCode, String message) {
        return new NotAnswered(exitCode, message, error(exitCode.status(), message, ""));
    }

    /// An error of the broker's which does not say whose it is.
    static NotAnswered with(Json error) {
        String message = error.get("message").asText();
        return new NotAnswered(ExitCode.FORGE_ERROR, message, JsonText.of(error));
    }

    public ExitCode exitCode() {
        return exitCode;
    }

    /// The message for the client.
    ///
    /// @param id of its request
    public String line(Json id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + JsonText.of(id) + ",\"error\":" + error + "}";
    }

    private static String error(int code, String message, String data) {
        StringBuilder json = new StringBuilder("{\"code\":").append(code).append(",\"message\":");
        JsonStrings.append(json, message);
        return json.append(data).append('}').toString();
    }

    private static String data(RefusalReport report) {
        StringBuilder json = new StringBuilder(",\"data\":{\"code\":");
        JsonStrings.append(json, report.word());
        for (String name : new String[] {"rule", "remedy", "retry"}) {
            String value = report.problem().get(name).asText();
            if (!value.isEmpty()) {
                json.append(",\"").append(name).append("\":");
                JsonStrings.append(json, value);
            }
        }
        return json.append('}').toString();
    }
}
