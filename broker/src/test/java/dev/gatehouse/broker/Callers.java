package dev.gatehouse.broker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Clients that call all the time, each on a thread of its own, until this is closed.
final class Callers implements AutoCloseable {
    static final String REQUEST =
            "GET /api/v1/repos/charles/claude-hooks HTTP/1.1\r\nHost: forge\r\n\r\n";

    private static final int MORE = 20;

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicInteger answered = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /// @param keepsConnection whether it goes on with a connection that the broker keeps open
    void start(Path socket, boolean keepsConnection) {
        threads.add(
                Thread.ofPlatform()
                        .start(() -> {
                            while (!over) {
                                connect(socket, keepsConnection);
                            }
                        }));
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    void awaitMoreCalls() throws InterruptedException {
        int before = answered.get();
        while (answered.get() < before + MORE && failures.isEmpty()) {
            Thread.sleep(10);
        }
    }

    private void connect(Path socket, boolean keepsConnection) {
        try (AgentConnection connection = AgentConnection.open(socket)) {
            boolean first = true;
            do {
                if (!sent(connection, first) || !isKept(connection)) {
                    return;
                }
                first = false;
            } while (keepsConnection && !over);
        } catch (IOException broken) {
            failures.add(broken.toString());
        }
    }

    /// A connection that carried a call may be shut before the next, if its client takes its time;
    /// it then hears of it before anything of its call was sent.
    private static boolean sent(AgentConnection connection, boolean first) throws IOException {
        try {
            connection.send(REQUEST);
            return true;
        } catch (IOException shut) {
            if (first) {
                throw shut;
            }
            return false;
        }
    }

    private boolean isKept(AgentConnection connection) throws IOException {
        AgentClient.Reply reply = connection.reply();
        if (reply.status() != 200) {
            failures.add(reply.toString());
            return false;
        }
        answered.incrementAndGet();
        return reply.header("Connection").filter("close"::equals).isEmpty();
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
