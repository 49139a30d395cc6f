package dev.gatehouse.image;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Debian's registry on a free loopback port, empty at the start.
final class TestingRegistry implements AutoCloseable {
    private static final String LIST = "application/vnd.docker.distribution.manifest.list.v2+json";
    private static final int TRIES = 300;

    private final Process process;
    private final int port;

    private TestingRegistry(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static TestingRegistry start(Path folder) throws IOException, InterruptedException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        Process process =
                new ProcessBuilder(
                                "sh",
                                TestingFolder.root().resolve("image/registry.sh").toString(),
                                folder.toString(),
                                Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("registry.log").toFile())
                        .start();
        TestingRegistry registry = new TestingRegistry(process, port);
        for (int i = 0; i < TRIES && process.isAlive() && !registry.answers(); i++) {
            Thread.sleep(100);
        }
        if (!registry.answers()) {
            throw new IOException(
                    "the registry does not answer; see " + folder.resolve("registry.log"));
        }
        return registry;
    }

    String name() {
        return "127.0.0.1:" + port;
    }

    JsonNode list(String repository, String tag) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(url("/v2/" + repository + "/manifests/" + tag))
                            .header("Accept", LIST)
                            .build();
            return JsonMapper.shared()
                    .readTree(client.send(request, BodyHandlers.ofString()).body());
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection = (HttpURLConnection) url("/v2/").toURL().openConnection();
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException _) {
            return false;
        }
    }

    private URI url(String path) {
        return URI.create("http://" + name() + path);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
