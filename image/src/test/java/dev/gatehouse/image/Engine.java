package dev.gatehouse.image;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Questions to the Docker Engine, by its HTTP API over its socket.
final class Engine {
    static final String SOCKET = "/var/run/docker.sock";

    private Engine() {}

    static boolean has(String image) throws IOException {
        return exchange("/images/" + image + "/json").startsWith("HTTP/1.0 200");
    }

    /// What the engine answers to a GET.
    static JsonNode get(String path) throws IOException {
        String answer = exchange(path);
        if (!answer.startsWith("HTTP/1.0 200")) {
            throw new IOException(path + ": " + answer.lines().findFirst().orElse("no answer"));
        }
        return JsonMapper.shared().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    /// By HTTP 1.0, where an answer ends with the connection and is in one piece.
    private static String exchange(String path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(SOCKET))) {
            String request = "GET " + path + " HTTP/1.0\r\nHost: docker\r\n\r\n";
            channel.write(StandardCharsets.US_ASCII.encode(request));
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
