import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Answers one call with a chunked refusal, so that the run that fills the AOT cache goes through
/// what most calls go through. Started from source by package.sh; never part of the product.
final class TrainingBroker {
    private static final String PROBLEM =
            """
            {"type":"urn:gatehouse:refusal:not-granted","title":"No grant covers this call",\
            "status":403,"detail":"a training answer","code":"not-granted","rule":"default",\
            "remedy":"none","retry":"never","message":"a training answer"}""";

    private TrainingBroker() {}

    static void main(String[] arguments) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(Path.of(arguments[0]));
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            try (SocketChannel agent = server.accept()) {
                agent.read(ByteBuffer.allocate(64 * 1024));
                agent.write(StandardCharsets.UTF_8.encode(answer()));
            }
        }
    }

    private static String answer() {
        return "HTTP/1.1 403 Forbidden\r\nContent-Type: application/problem+json\r\n"
                + "Gatehouse-Refusal: not-granted\r\nGatehouse-Exchange: training\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(PROBLEM.length())
                + "\r\n"
                + PROBLEM
                + "\r\n0\r\n\r\n";
    }
}
