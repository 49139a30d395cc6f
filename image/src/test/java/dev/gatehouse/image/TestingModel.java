package dev.gatehouse.image;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands where Anthropic's model would, on a Unix socket: asks Claude Code to read some files, and
/// keeps what it is sent. It says no more than the Messages API needs.
final class TestingModel implements AutoCloseable {
    private static final String EVENTS =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";

    private final ServerSocketChannel server;
    private final List<String> files;
    private final List<String> received = new CopyOnWriteArrayList<>();

    private TestingModel(ServerSocketChannel server, List<String> files) {
        this.server = server;
        this.files = files;
    }

    /// Asks for the files in this order, at once.
    static TestingModel start(Path socket, String... files) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        // The agent is another user than whoever runs the tests.
        Files.setPosixFilePermissions(
                socket.toAbsolutePath().getParent(), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        TestingModel model = new TestingModel(server, List.of(files));
        Thread.ofVirtual().start(model::serve);
        return model;
    }

    /// The bodies of all calls that bring what a tool said.
    String toolResults() {
        return String.join("\n", received.stream().filter(TestingModel::hasResult).toList());
    }

    private static boolean hasResult(String body) {
        return body.contains("\"tool_result\"");
    }

    private void serve() {
        try {
            while (true) {
                SocketChannel caller = server.accept();
                Thread.ofVirtual().start(() -> answer(caller));
            }
        } catch (IOException _) {
            // Closed.
        }
    }

    private void answer(SocketChannel caller) {
        try (caller) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(caller));
            int length = 0;
            String first = line(in);
            for (String header = line(in); !header.isEmpty(); header = line(in)) {
                if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                    length = Integer.parseInt(header.substring(15).strip());
                }
            }
            String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
            received.add(body);
            String answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            if (first.startsWith("POST /v1/messages?") || first.startsWith("POST /v1/messages ")) {
                answer =
                        EVENTS
                                + (hasResult(body) || !body.contains("\"name\":\"Read\"")
                                        ? words()
                                        : reads());
            }
            Channels.newOutputStream(caller).write(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // The program hung up.
        }
    }

    private String reads() {
        StringBuilder events = new StringBuilder(begin());
        for (int i = 0; i < files.size(); i++) {
            events.append(
                    block(
                            i,
                            "{'type':'tool_use','id':'toolu_" + i + "','name':'Read','input':{}}",
                            "{'type':'input_json_delta','partial_json':'{\\'file_path\\':\\'"
                                    + files.get(i)
                                    + "\\'}'}"));
        }
        return events.append(end("tool_use")).toString();
    }

    private static String words() {
        return begin()
                + block(0, "{'type':'text','text':''}", "{'type':'text_delta','text':'done'}")
                + end("end_turn");
    }

    private static String begin() {
        return event(
                "message_start",
                "'message':{'id':'msg_1','type':'message','role':'assistant','model':'claude-test','content':[],"
                        + "'stop_reason':null,'usage':{'input_tokens':1,'output_tokens':1}}");
    }

    private static String block(int index, String start, String delta) {
        return event("content_block_start", "'index':" + index + ",'content_block':" + start)
                + event("content_block_delta", "'index':" + index + ",'delta':" + delta)
                + event("content_block_stop", "'index':" + index);
    }

    private static String end(String reason) {
        return event(
                        "message_delta",
                        "'delta':{'stop_reason':'" + reason + "'},'usage':{'output_tokens':1}")
                + event("message_stop", "'last':true");
    }

    private static String event(String type, String rest) {
        String data = "{'type':'" + type + "'," + rest + "}";
        return "event: "
                + type
                + "\ndata: "
                + data.replace("\\'", "\\\"").replace('\'', '"')
                + "\n\n";
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
