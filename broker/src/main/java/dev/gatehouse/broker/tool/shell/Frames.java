package dev.gatehouse.broker.tool.shell;

import dev.gatehouse.broker.own.OwnReply;
import dev.gatehouse.broker.tool.Step;
import dev.gatehouse.protocol.CommandFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Writes the answer to a command. Nothing may follow [#exit] or [#wanted].
final class Frames {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PIECE_BYTES = 64 * 1024;

    private final OwnReply reply;

    Frames(OwnReply reply) {
        this.reply = reply;
        reply.begin(CommandFrame.MEDIA_TYPE, Map.of("Cache-Control", "no-store"));
    }

    void output(String text) throws IOException {
        write(CommandFrame.OUTPUT, text);
    }

    void error(String text) throws IOException {
        write(CommandFrame.ERROR, text);
    }

    void step(Step step) throws IOException {
        Map<String, ?> json =
                switch (step) {
                    case Step.Git git -> Map.of("git", git.arguments());
                    case Step.Upload upload ->
                            Map.of("upload", Map.of("path", upload.path(), "file", upload.file()));
                    case Step.Download download ->
                            Map.of(
                                    "download",
                                    Map.of("path", download.path(), "file", download.file()));
                };
        frame(CommandFrame.STEP, JSON.writeValueAsBytes(json));
    }

    void wanted(List<String> names) throws IOException {
        frame(CommandFrame.WANTED, JSON.writeValueAsBytes(names));
        reply.end();
    }

    void exit(int status) throws IOException {
        frame(CommandFrame.EXIT, Integer.toString(status).getBytes(StandardCharsets.US_ASCII));
        reply.end();
    }

    private void write(CommandFrame type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += PIECE_BYTES) {
            int length = Math.min(PIECE_BYTES, bytes.length - at);
            frame(type, ByteBuffer.wrap(bytes, at, length));
        }
    }

    private void frame(CommandFrame type, byte[] payload) throws IOException {
        frame(type, ByteBuffer.wrap(payload));
    }

    private void frame(CommandFrame type, ByteBuffer payload) throws IOException {
        reply.write(
                ByteBuffer.allocate(CommandFrame.HEAD_BYTES + payload.remaining())
                        .put(type.code())
                        .putInt(payload.remaining())
                        .put(payload)
                        .array());
    }
}
