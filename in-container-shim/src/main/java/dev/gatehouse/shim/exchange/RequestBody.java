package dev.gatehouse.shim.exchange;

import dev.gatehouse.shim.console.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// What follows the request's head, and the one header that says where it ends: `Content-Length`
/// where the length is known, else chunks (RFC 9112 section 7.1).
public sealed interface RequestBody {
    /// Nothing to send.
    static RequestBody none() {
        return new Bytes(new byte[0]);
    }

    /// The header line, without its line end; empty for none.
    String framing(String method);

    void sendTo(OutputStream socket) throws IOException;

    /// A body that is already in memory. Where it is empty, only methods that usually have a body
    /// say so.
    @SuppressWarnings("ArrayRecordComponent") // Made once, sent once, never compared.
    record Bytes(byte[] bytes) implements RequestBody {
        @Override
        public String framing(String method) {
            boolean silent = bytes.length == 0 && !usuallyHasBody(method);
            return silent ? "" : "Content-Length: " + bytes.length;
        }

        @Override
        public void sendTo(OutputStream socket) throws IOException {
            if (bytes.length > 0) {
                socket.write(bytes);
            }
        }

        private static boolean usuallyHasBody(String method) {
            return switch (method) {
                case "POST", "PUT", "PATCH" -> true;
                default -> false;
            };
        }
    }

    /// A body of known length, sent while it is read.
    record Sized(InputStream source, long lengthBytes) implements RequestBody {
        @Override
        public String framing(String method) {
            return "Content-Length: " + lengthBytes;
        }

        @Override
        public void sendTo(OutputStream socket) throws IOException {
            byte[] block = new byte[Input.BLOCK_BYTES];
            long left = lengthBytes;
            while (left > 0) {
                int read = Input.read(source, block, (int) Math.min(block.length, left));
                if (read < 0) {
                    throw Failure.usage(
                            "the file became shorter while it was sent: the request is"
                                    + " incomplete; send it again");
                }
                socket.write(block, 0, read);
                left -= read;
            }
        }
    }

    /// A body whose length is not known, sent in chunks while it is read.
    record Unsized(InputStream source) implements RequestBody {
        @Override
        public String framing(String method) {
            return "Transfer-Encoding: chunked";
        }

        @Override
        public void sendTo(OutputStream socket) throws IOException {
            byte[] block = new byte[Input.BLOCK_BYTES];
            int read = Input.read(source, block, block.length);
            while (read >= 0) {
                if (read > 0) {
                    socket.write(ascii(Integer.toHexString(read).concat("\r\n")));
                    socket.write(block, 0, read);
                    socket.write(ascii("\r\n"));
                }
                read = Input.read(source, block, block.length);
            }
            socket.write(ascii("0\r\n\r\n"));
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
    }
}
