package dev.gatehouse.shim;

import dev.gatehouse.protocol.CommandFrame;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Builds the broker's answers to commands.
public final class TestingFrames {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public TestingFrames with(CommandFrame frame, String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        bytes.write(frame.code());
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        bytes.writeBytes(content);
        return this;
    }

    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /// As the end of an answer.
    public TestingBroker.Script exit(int status) {
        return with(CommandFrame.EXIT, Integer.toString(status)).script();
    }

    public TestingBroker.Script script() {
        return agent -> {
            agent.write(
                    TestingBroker.bytes(
                            "HTTP/1.1 200 OK\nContent-Type: application/vnd.gatehouse.command\n"
                                    + "Content-Length: "
                                    + bytes.size()
                                    + "\n\n"));
            agent.write(bytes());
        };
    }
}
