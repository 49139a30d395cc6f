package dev.gatehouse.demoforge.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Takes requests from the JDK's HTTP server, records them, has them answered on a virtual thread
/// each, and writes the answer.
public final class Reception implements HttpHandler, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Reception.class.getName());

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Door door;
    private final Recording.Book book = new Recording.Book();
    private volatile Handler handler = request -> Answer.empty(503);

    private Reception() throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 256);
        server.setExecutor(threads);
        server.createContext("/", this);
        server.start();
        door = Door.open(server.getAddress());
    }

    /// Listens; answers 503 until [#answerWith] says who answers.
    public static Reception open() throws IOException {
        return new Reception();
    }

    public void answerWith(Handler answering) {
        handler = answering;
    }

    public int port() {
        return door.port();
    }

    public int connections() {
        return door.accepted();
    }

    public Recording.Book book() {
        return book;
    }

    /// An answer that fails is left as it is: the server then closes the connection, while closing
    /// the exchange would end the body as if it were whole.
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        Recording recording =
                book.open(
                        door.ordinalOf(exchange.getRemoteAddress().getPort()),
                        exchange.getRequestMethod(),
                        target,
                        exchange.getRequestHeaders());
        var request =
                new Request(
                        exchange.getRequestMethod(),
                        target,
                        exchange.getRequestHeaders(),
                        recording.tee(exchange.getRequestBody()));
        write(exchange, answer(request));
        exchange.close();
    }

    private Answer answer(Request request) throws IOException {
        try {
            return handler.answer(request);
        } catch (Refusal refusal) {
            return Answer.text(refusal.status(), refusal.text() + "\n");
        } catch (IllegalStateException unexpected) {
            LOG.log(System.Logger.Level.ERROR, "demo forge failed", unexpected);
            return Answer.text(500, "Internal Server Error\n");
        }
    }

    private static void write(HttpExchange exchange, Answer answer) throws IOException {
        for (Answer.Header header : answer.headers()) {
            exchange.getResponseHeaders().add(header.name(), header.value());
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        switch (answer.body()) {
            case Answer.NoBody() -> exchange.sendResponseHeaders(answer.status(), -1);
            case Answer.Bytes(Content content) -> {
                if (head || content.size() == 0) {
                    exchange.sendResponseHeaders(answer.status(), -1);
                } else {
                    exchange.sendResponseHeaders(answer.status(), content.size());
                    content.writeTo(exchange.getResponseBody());
                }
            }
            case Answer.Streamed(Answer.Source source) ->
                    stream(exchange, answer.status(), head ? -1 : 0, source);
            case Answer.Declared(long bytes, Answer.Source source) ->
                    stream(exchange, answer.status(), head ? -1 : bytes, source);
        }
    }

    private static void stream(HttpExchange exchange, int status, long length, Answer.Source source)
            throws IOException {
        exchange.sendResponseHeaders(status, length);
        if (length >= 0) {
            OutputStream out = exchange.getResponseBody();
            source.writeTo(out);
            out.close();
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
