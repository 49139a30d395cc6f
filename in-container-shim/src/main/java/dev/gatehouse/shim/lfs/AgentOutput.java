package dev.gatehouse.shim.lfs;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.OneLine;
import dev.gatehouse.shim.json.JsonStrings;
import java.io.IOException;
import java.nio.file.Path;

/// What a transfer agent says to git-lfs: one JSON document a line.
record AgentOutput(Console console) {
    private static final int MESSAGE_LIMIT_CHARS = 2_000;

    void ready() throws IOException {
        console.print("{}\n");
    }

    /// Nothing can be transferred.
    void notReady(LfsFailure failure) throws IOException {
        StringBuilder json = new StringBuilder("{");
        error(json, failure);
        console.print(json.append("}\n").toString());
    }

    void progress(LfsObject object, long soFarBytes, long sinceLastBytes) throws IOException {
        console.print(
                "{\"event\":\"progress\",\"oid\":\""
                        + object.id()
                        + "\",\"bytesSoFar\":"
                        + soFarBytes
                        + ",\"bytesSinceLast\":"
                        + sinceLastBytes
                        + "}\n");
    }

    void uploaded(LfsObject object) throws IOException {
        console.print(complete(object).append("}\n").toString());
    }

    /// From now on the file is git-lfs's.
    void downloaded(LfsObject object, Path file) throws IOException {
        StringBuilder json = complete(object).append(",\"path\":");
        JsonStrings.append(json, file.toString());
        console.print(json.append("}\n").toString());
    }

    void failed(LfsObject object, LfsFailure failure) throws IOException {
        StringBuilder json = complete(object).append(',');
        error(json, failure);
        console.print(json.append("}\n").toString());
    }

    private static StringBuilder complete(LfsObject object) {
        StringBuilder json = new StringBuilder("{\"event\":\"complete\",\"oid\":\"");
        return json.append(object.id()).append('"');
    }

    private static void error(StringBuilder json, LfsFailure failure) {
        json.append("\"error\":{\"code\":").append(failure.code()).append(",\"message\":");
        String message = String.valueOf(failure.getMessage());
        JsonStrings.append(json, OneLine.of(message, MESSAGE_LIMIT_CHARS));
        json.append('}');
    }
}
