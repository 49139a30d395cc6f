package dev.gatehouse.shim.exchange;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/// The agent's socket. A broker that restarts is a pause: *connecting* is tried again until
/// `patienceSeconds` are over. A request is sent once; whether it had an effect is never guessed.
public record BrokerSocket(Path path, int patienceSeconds, Console console) {
    private static final int FIRST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 500;

    /// Sends the request and reads the head of its answer.
    public Answer exchange(Request request) throws IOException {
        return exchange(connect(), request);
    }

    /// As [#exchange], but a broker that is not there is [NotConnected] at once.
    public Answer exchangeAtOnce(Request request) throws IOException {
        SocketChannel channel;
        try {
            channel = SocketChannel.open(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            throw new NotConnected(e);
        }
        return exchange(channel, request);
    }

    /// Nobody could be asked: [SocketTrouble#of] says why.
    public static final class NotConnected extends IOException {
        private static final long serialVersionUID = 1;

        NotConnected(IOException cause) {
            super(cause);
        }
    }

    /// As [#exchange], over a connection that the caller may close from another thread to end it.
    public static Answer exchange(SocketChannel channel, Request request) throws IOException {
        try {
            try {
                request.sendTo(new SocketOutput(channel));
            } catch (SocketOutput.Broken _) {
                // A refusal may be there already, sent before the body was read.
            }
            return AnswerReader.read(new SocketInput(channel), request.method(), channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Waits for a broker that restarts, but connects to nothing that is no socket.
    public SocketChannel connect() throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        long started = System.nanoTime();
        int pauseMillis = FIRST_PAUSE_MILLIS;
        boolean told = false;
        while (true) {
            try {
                return SocketChannel.open(address);
            } catch (IOException _) {
                SocketTrouble trouble = SocketTrouble.of(path);
                long leftMillis =
                        patienceSeconds * 1_000L - (System.nanoTime() - started) / 1_000_000;
                if (!trouble.mayPass() || leftMillis <= 0) {
                    throw notReachable(trouble);
                }
                if (!told) {
                    console.tell(
                            "waiting for the broker at "
                                    + path
                                    + " (up to "
                                    + patienceSeconds
                                    + " s)");
                    told = true;
                }
                pause(Math.min(pauseMillis, leftMillis));
                pauseMillis = Math.min(pauseMillis * 3 / 2, LONGEST_PAUSE_MILLIS);
            }
        }
    }

    private Failure notReachable(SocketTrouble trouble) {
        return Failure.unreachable(
                "cannot reach the broker at "
                        + path
                        + " ("
                        + trouble.reason()
                        + "): nothing was sent; run `forge doctor`, and tell the operator");
    }

    private static void pause(long millis) throws Failure {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failure.unreachable("interrupted while waiting for the broker");
        }
    }
}
