package dev.gatehouse.shim.lfs;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.RequestBody;
import dev.gatehouse.shim.json.Json;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Moves objects between the forge and files, in blocks, whatever their size.
final class ObjectMover {
    private static final int BLOCK_BYTES = 64 * 1024;

    private final LfsServer server;

    ObjectMover(LfsServer server) {
        this.server = server;
    }

    /// Writes the object to the file. Whether it is the right one git-lfs finds out by its hash.
    void download(LfsObject object, Path file, Progress progress) throws IOException {
        try (Answer answer = server.open("/objects/" + object.id())) {
            if (!answer.head().isSuccess()) {
                throw LfsServer.read(answer).failure();
            }
            try (OutputStream output = new FileOutputStream(file.toFile())) {
                byte[] block = new byte[BLOCK_BYTES];
                int read = answer.body().read(block, 0, block.length);
                while (read >= 0) {
                    output.write(block, 0, read);
                    progress.add(read);
                    read = answer.body().read(block, 0, block.length);
                }
            }
        }
    }

    /// Sends the file where the forge wants it: not where it has the object already.
    void upload(LfsObject object, Path file, Progress progress) throws IOException {
        if (Files.size(file) != object.sizeBytes()) {
            throw Failure.usage("the file has not the size that the object has: " + file);
        }
        Json actions = actions(object);
        if (!isThere(actions.get("upload"))) {
            return;
        }
        try (InputStream input = progress.counting(new FileInputStream(file.toFile()))) {
            server.put(
                            "/objects/" + object.id() + "/" + object.sizeBytes(),
                            new RequestBody.Sized(input, object.sizeBytes()))
                    .orFail();
        }
        if (isThere(actions.get("verify"))) {
            server.post("/verify", "{" + object.json() + "}").orFail();
        }
    }

    private static boolean isThere(Json value) {
        return !value.equals(Json.Literal.NULL);
    }

    private Json actions(LfsObject object) throws IOException {
        String json =
                "{\"operation\":\"upload\",\"transfers\":[\"basic\"],\"objects\":[{"
                        + object.json()
                        + "}]}";
        for (Json answer : server.post("/objects/batch", json).orFail().get("objects").items()) {
            Json error = answer.get("error");
            if (isThere(error)) {
                throw new LfsFailure(error.get("code").asText(), error.get("message").asText());
            }
            if (answer.get("oid").asText().equals(object.id())) {
                return answer.get("actions");
            }
        }
        throw new LfsFailure("502", "the forge's answer does not speak of the object");
    }
}
