package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.endpoint.Endpoint;
import dev.gatehouse.shim.endpoint.LostSession;
import dev.gatehouse.shim.endpoint.Message;
import dev.gatehouse.shim.endpoint.Session;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.json.NotJson;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// Takes the client's messages to the broker. Each request is under way on a thread of its own;
/// what begins a session is not overtaken by what follows it.
final class Bridge {
    private static final int FAREWELL_MILLIS = 5_000;
    private static final int SESSION_END_MILLIS = 1_000;
    private static final int PARSE_ERROR = -32_700;
    private static final int INVALID_REQUEST = -32_600;

    private final Console console;
    private final Endpoint endpoint;
    private final CountDownLatch over = new CountDownLatch(1);
    private final ClientOutput output;
    private final Sessions sessions;
    private final Calls calls = new Calls();
    private boolean listening;

    Bridge(BrokerSocket socket, Console console) {
        this.console = console;
        this.endpoint = new Endpoint(socket);
        this.output = new ClientOutput(console, over);
        this.sessions = new Sessions(endpoint);
    }

    /// Returns when standard input has ended and what was asked before is answered, for which there
    /// is not much time.
    void run() throws IOException {
        Thread reader = new Thread(this::read);
        reader.setDaemon(true);
        reader.start();
        try {
            over.await();
            for (Call call : calls.all()) {
                call.endIfEndless();
            }
            output.rethrow();
            calls.awaitNone(FAREWELL_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        endSession();
    }

    /// The broker would find out by itself, in time.
    private void endSession() {
        Thread ending = Thread.startVirtualThread(() -> endpoint.end(sessions.current()));
        try {
            ending.join(SESSION_END_MILLIS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        MessageLines lines = new MessageLines(console.input());
        try {
            byte[] line = next(lines);
            while (line.length > 0) {
                take(line);
                line = next(lines);
            }
        } catch (IOException e) {
            console.tell("cannot read standard input (" + e.getMessage() + ")");
        } finally {
            over.countDown();
        }
    }

    /// Empty at the end.
    private byte[] next(MessageLines lines) throws IOException {
        while (true) {
            try {
                byte[] line = lines.next();
                return line == null ? new byte[0] : line;
            } catch (Failure failure) {
                complain(INVALID_REQUEST, String.valueOf(failure.getMessage()));
            }
        }
    }

    private void take(byte[] line) {
        Message message;
        try {
            message = Message.read(line);
        } catch (NotJson e) {
            complain(PARSE_ERROR, "a message that is " + e.getMessage());
            return;
        }
        switch (message.kind()) {
            case REQUEST -> request(message);
            case NOTIFICATION -> notification(message);
            case RESPONSE -> Thread.startVirtualThread(() -> tell(message));
            case NONE -> complain(INVALID_REQUEST, "neither a request nor a response");
        }
    }

    private void request(Message message) {
        Call call = new Call(message, endpoint, sessions, output);
        if (!calls.add(message.id(), call)) {
            complain(INVALID_REQUEST, "its id is in use, or too many requests are under way");
            return;
        }
        if (message.method().equals("initialize")) {
            run(message, call);
        } else {
            Thread.startVirtualThread(() -> run(message, call));
        }
    }

    private void run(Message message, Call call) {
        try {
            call.run();
        } finally {
            calls.remove(message.id());
        }
    }

    private void notification(Message message) {
        switch (message.method()) {
            case "notifications/initialized" -> {
                sessions.begun(message);
                tell(message);
                listen();
            }
            case "notifications/cancelled" -> {
                Call call = calls.get(message.params().get("requestId"));
                if (call != null && !call.cancel()) {
                    Thread.startVirtualThread(() -> tell(message));
                }
            }
            default -> Thread.startVirtualThread(() -> tell(message));
        }
    }

    /// What has no response has no error either: it is told on standard error.
    private void tell(Message message) {
        Session session = sessions.current();
        try {
            try {
                endpoint.tell(message, session);
            } catch (LostSession _) {
                endpoint.tell(message, sessions.renew(session));
            }
        } catch (IOException e) {
            console.tell("mcp: " + message.method() + " was not taken: " + e.getMessage());
        }
    }

    private void listen() {
        if (!listening) {
            listening = true;
            Listener listener = new Listener(endpoint, sessions, output);
            Thread.startVirtualThread(listener::run);
        }
    }

    /// About what cannot be answered, because it has no id that could be read.
    private void complain(int code, String message) {
        console.tell("mcp: " + message);
        output.send(ErrorLine.of(code, message));
    }
}
