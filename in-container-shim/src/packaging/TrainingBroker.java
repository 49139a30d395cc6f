import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Answers one call or command in chunks, or git with an empty repository, so that the run that fills the AOT cache goes through
/// what most calls go through. Started from source by package.sh; never part of the product.
final class TrainingBroker {
    private static final String BODY = "{\"number\":1,\"title\":\"training\"}";

    private TrainingBroker() {}

    static void main(String[] arguments) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(Path.of(arguments[0]));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            try (SocketChannel agent = server.accept()) {
                ByteBuffer request = ByteBuffer.allocate(64 * 1024);
                agent.read(request);
                String head = StandardCharsets.UTF_8.decode(request.flip()).toString();
                String answer =
                        head.contains("/info/refs?")
                                ? refs()
                                : head.contains("/command ") ? command() : answer();
                agent.write(StandardCharsets.UTF_8.encode(answer));
            }
        }
    }

    private static String refs() {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\n"
                + "Connection: close\r\n\r\n001e# service=git-upload-pack\n00000000";
    }

    private static String command() {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.gatehouse.command\r\n"
                + "Gatehouse-Exchange: training\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "d\r\no\0\0\0\bNUMBER\n\n\r\n6\r\nx\0\0\0\u00010\r\n0\r\n\r\n";
    }

    private static String answer() {
        return "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\n"
                + "Gatehouse-Exchange: training\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(BODY.length())
                + "\r\n"
                + BODY
                + "\r\n0\r\n\r\n";
    }
}
