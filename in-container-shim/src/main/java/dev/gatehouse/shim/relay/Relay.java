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

/// One connection of git's: one request to the broker, and its answer. Only the two heads are
/// touched; all else passes as it is, both ways at once, because an answer may come before the body
/// it answers has been read.
final class Relay {
    private static final int BLOCK_BYTES = 64 * 1024;
    private static final int LINE_END_BYTES = 2;
    private static final byte[] CLOSE =
            "Connection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel peer;
    private final BrokerSocket broker;
    private final RefusalNotice notice;

    Relay(SocketChannel peer, BrokerSocket broker, RefusalNotice notice) {
        this.peer = peer;
        this.broker = broker;
        this.notice = notice;
    }

    void run(LoopbackSecret secret, PeerOwner owner) throws IOException {
        InputStream input = new SocketInput(peer);
        if (owner == PeerOwner.OTHER) {
            answer("403 Forbidden");
            return;
        }
        RequestHead head;
        try {
            head = RequestHead.read(input);
        } catch (MalformedRequest _) {
            answer("400 Bad Request");
            return;
        }
        if (!secret.isIn(head)) {
            answer("403 Forbidden");
            return;
        }
        exchange(head, input);
    }

    private void exchange(RequestHead head, InputStream input) throws IOException {
        SocketChannel channel;
        try {
            channel = broker.connect();
        } catch (Failure failure) {
            fail(failure);
            drain(input);
            return;
        }
        Thread sender = LoopbackListener.daemon(() -> send(head, input, channel));
        try (channel) {
            receive(head, new SocketInput(channel), new SocketOutput(peer));
            peer.shutdownOutput();
        } catch (Failure failure) {
            fail(failure);
        }
        // git may still be sending: closing now would reset the connection under the answer.
        await(sender);
    }

    private static void send(RequestHead head, InputStream input, SocketChannel channel) {
        OutputStream output = new SocketOutput(channel);
        try {
            output.write(head.forBroker());
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
            notice.look(answer);
            // Else git would send its next request, a push perhaps, where nobody reads it.
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
        notice.tell(failure);
        answer("502 Bad Gateway");
        peer.shutdownOutput();
    }

    private void answer(String status) throws IOException {
        String head = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        new SocketOutput(peer).write(head.getBytes(StandardCharsets.US_ASCII));
    }
}
