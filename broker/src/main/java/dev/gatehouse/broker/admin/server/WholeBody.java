package dev.gatehouse.broker.admin.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Gathers a small body, or none, and answers it as a whole.
final class WholeBody implements Intake {
    static final int MOST_BYTES = 8 * 1024;

    /// What is done with it.
    @FunctionalInterface
    interface Answer {
        Reply to(byte[] body) throws IOException;
    }

    private final int mostBytes;
    private final Answer answer;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);

    private WholeBody(int mostBytes, Answer answer) {
        this.mostBytes = mostBytes;
        this.answer = answer;
    }

    static WholeBody document(Answer answer) {
        return new WholeBody(MOST_BYTES, answer);
    }

    /// For a request that says all in its head.
    static WholeBody none(Answer answer) {
        return new WholeBody(0, answer);
    }

    @Override
    public Optional<Reply> take(ByteBuffer bytes) {
        if (body.size() + bytes.remaining() > mostBytes) {
            return Optional.of(
                    new Reply.Problem(
                            413,
                            "the body is larger than " + mostBytes + " bytes",
                            mostBytes == 0 ? "send none" : "send only what is asked for"));
        }
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        body.writeBytes(copy);
        return Optional.empty();
    }

    @Override
    public Reply end() throws IOException {
        return answer.to(body.toByteArray());
    }
}
