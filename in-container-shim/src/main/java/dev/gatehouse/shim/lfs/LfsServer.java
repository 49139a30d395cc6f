package dev.gatehouse.shim.lfs;

import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Header;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.exchange.RequestBody;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonReader;
import dev.gatehouse.shim.json.NotJson;
import dev.gatehouse.shim.report.RefusalReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The Git LFS routes of one repository, asked through the broker.
///
/// @param root such as `/OWNER/REPO.git/info/lfs`
record LfsServer(BrokerSocket socket, String root) {
    private static final String JSON = "application/vnd.git-lfs+json";
    private static final int DOCUMENT_LIMIT_BYTES = 16 * 1024 * 1024;
    private static final int UNREACHABLE_STATUS = 503;

    /// An answer's status and its JSON; where the status is an error, what there is to say.
    record Document(int status, Json json, String trouble) {
        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /// The JSON of a success.
        Json orFail() throws LfsFailure {
            if (!isSuccess()) {
                throw failure();
            }
            return json;
        }

        LfsFailure failure() {
            return new LfsFailure(status, trouble);
        }

        Reply asError() {
            return Reply.error(status, trouble);
        }
    }

    Document get(String path) throws IOException {
        return document("GET", path, List.of(new Header("Accept", JSON)), RequestBody.none());
    }

    Document post(String path, String json) throws IOException {
        return document(
                "POST",
                path,
                List.of(new Header("Accept", JSON), new Header("Content-Type", JSON)),
                new RequestBody.Bytes(json.getBytes(StandardCharsets.UTF_8)));
    }

    Document put(String path, RequestBody body) throws IOException {
        return document(
                "PUT", path, List.of(new Header("Content-Type", "application/octet-stream")), body);
    }

    /// For what is no document; to be closed.
    Answer open(String path) throws IOException {
        return socket.exchange(Request.get(root + path));
    }

    private Document document(String method, String path, List<Header> headers, RequestBody body)
            throws IOException {
        Request request = new Request(method, root + path, headers, body);
        try (Answer answer = socket.exchange(request)) {
            return read(answer);
        } catch (Failure failure) {
            return new Document(
                    UNREACHABLE_STATUS, Json.Literal.NULL, String.valueOf(failure.getMessage()));
        }
    }

    /// Reads the rest of an answer.
    static Document read(Answer answer) throws IOException {
        int status = answer.head().status();
        String refusal = answer.head().value(HeaderNames.REFUSAL);
        if (refusal != null) {
            List<String> lines = RefusalReport.read(refusal, answer).remoteLines();
            return new Document(Math.max(status, 400), Json.Literal.NULL, String.join("; ", lines));
        }
        byte[] body = answer.body().readNBytes(DOCUMENT_LIMIT_BYTES);
        Json json;
        try {
            json = body.length == 0 ? Json.Literal.NULL : JsonReader.read(body);
        } catch (NotJson _) {
            json = Json.Literal.NULL;
        }
        String message = json.get("message").asText();
        return new Document(
                status, json, message.isEmpty() ? "the forge answered " + status : message);
    }
}
