package dev.gatehouse.shim.relay;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.AnswerReader;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.SocketInput;
import dev.gatehouse.shim.exchange.SocketOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/// One connection of a client: one request to the broker, and its answer. Only the two heads are
/// touched; all else passes as it is, both ways at once, because an answer may come before the body
/// it answers has been read.
public final class Relay {
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int LINE_END_BYTES = 2;
    private static final byte[] CLOSE =
            "Connection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel peer;
    private final BrokerSocket broker;
    private final Doorkeeper door;

    public Relay(SocketChannel peer, BrokerSocket broker, Doorkeeper door) {
        this.peer = peer;
        this.broker = broker;
        this.door = door;
    }

    /// Returns when the connection is of no more use. Closing is the caller's.
    public void run(PeerOwner owner) throws IOException {
        InputStream input = new SocketInput(peer);
        RequestHead head;
        try {
            head = RequestHead.read(input);
        } catch (MalformedRequest _) {
            answer("400 Bad Request", "");
            return;
        }
        Doorkeeper.Verdict verdict = door.judge(head, owner);
        // No switch on the type: its call site would cost git a noticeable part of its start.
        if (verdict instanceof Doorkeeper.Admitted admitted) {
            exchange(head, admitted.head(), input);
        } else if (verdict instanceof Doorkeeper.TurnedAway turnedAway) {
            answer("403 Forbidden", turnedAway.why());
            peer.shutdownOutput();
            drain(input);
        }
    }

    private void exchange(RequestHead head, String sent, InputStream input) throws IOException {
        SocketChannel channel;
        try {
            channel = broker.connect();
        } catch (Failure failure) {
            fail(failure);
            drain(input);
            return;
        }
        if (head.value("Expect").equalsIgnoreCase("100-continue")) {
            new SocketOutput(peer).write(CONTINUE);
        }
        Thread sender = LoopbackListener.daemon(() -> send(sent, input, channel));
        try (channel) {
            receive(head, new SocketInput(channel), new SocketOutput(peer));
            peer.shutdownOutput();
        } catch (Failure failure) {
            fail(failure);
        }
        // The client may still be sending: closing now would reset the connection under the answer.
        await(sender);
    }

    private static void send(String head, InputStream input, SocketChannel channel) {
        OutputStream output = new SocketOutput(channel);
        try {
            output.write(head.getBytes(StandardCharsets.ISO_8859_1));
            copy(input, output);
            channel.shutdownOutput();
        } catch (IOException _) {
            // The broker reads no further: its answer says why.
            drain(input);
        }
    }

    private void receive(RequestHead head, InputStream source, OutputStream output)
            throws IOException {
        RecordedInput recorded = new RecordedInput(source);
        try (Answer answer = AnswerReader.read(recorded, head.method(), () -> {})) {
            byte[] answerHead = recorded.take();
            door.look(answer);
            // Else the client would send its next request where nobody reads it.
            output.write(answerHead, 0, answerHead.length - LINE_END_BYTES);
            output.write(CLOSE);
        }
        output.write(recorded.take());
        copy(source, output);
    }

    private static void copy(InputStream source, OutputStream output) throws IOException {
        byte[] block = new byte[BLOCK_BYTES];
        int read = source.read(block, 0, block.length);
        while (read >= 0) {
            output.write(block, 0, read);
            read = source.read(block, 0, block.length);
        }
    }

    private static void drain(InputStream input) {
        try {
            copy(input, OutputStream.nullOutputStream());
        } catch (IOException _) {
            // git has gone away.
        }
    }

    private static void await(Thread sender) {
        try {
            sender.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(Failure failure) throws IOException {
        answer("502 Bad Gateway", door.explain(failure));
        peer.shutdownOutput();
    }

    private void answer(String status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 "
                        + status
                        + (body.length == 0 ? "" : "\r\nContent-Type: application/json")
                        + "\r\nContent-Length: "
                        + body.length
                        + "\r\nConnection: close\r\n\r\n";
        SocketOutput output = new SocketOutput(peer);
        output.write(head.getBytes(StandardCharsets.US_ASCII));
        output.write(body);
    }
}
