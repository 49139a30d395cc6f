package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Forges whose TLS is broken, each in its own way.
@Timeout(60)
class DoctorTlsIT {
    private static final String PASSWORD = "only-for-this-test";
    private static final String LOOPBACK = "san=ip:127.0.0.1";

    @TempDir Path directory;

    private final List<HttpsServer> forges = new ArrayList<>();
    private DoctorPlace place;

    @BeforeEach
    void start() throws IOException {
        place = new DoctorPlace(directory);
    }

    @AfterEach
    void stop() {
        forges.forEach(forge -> forge.stop(0));
    }

    @Test
    void findsNothingWrongWithACertificateOfTheCaFile() throws Exception {
        configure(startForge(LOOPBACK, "365"), true);

        assertThat(place.ids("")).noneMatch(id -> id.startsWith("forge-"));
    }

    @Test
    void tellsACertificateThatNobodyVouchesFor() throws Exception {
        configure(startForge(LOOPBACK, "365"), false);

        assertThat(place.ids("")).contains("forge-tls-untrusted");
    }

    @Test
    void tellsACertificateOfAnotherHost() throws Exception {
        configure(startForge("san=dns:forge.example.org", "365"), true);

        assertThat(place.ids("")).contains("forge-tls-untrusted");
    }

    @Test
    void tellsACertificateThatExpiresSoon() throws Exception {
        configure(startForge(LOOPBACK, "5"), true);

        assertThat(place.ids("")).contains("forge-certificate-expires");
    }

    @Test
    void tellsACertificateThatIsExpired() throws Exception {
        configure(startForge(LOOPBACK, "365"), false);
        place.clock = InstantSource.fixed(Instant.now().plus(Duration.ofDays(400)));

        assertThat(place.ids("")).contains("forge-certificate-expired");
    }

    @Test
    void tellsAServerThatSpeaksNoTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerPlainly(plain));
            configure(URI.create("https://127.0.0.1:" + plain.getLocalPort()), false);

            assertThat(place.ids("")).contains("forge-tls-failed");
        }
    }

    private static void answerPlainly(ServerSocket plain) {
        try (var socket = plain.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException gone) {
            // The doctor gave up first.
        }
    }

    private void configure(URI url, boolean trusted) throws IOException {
        Files.writeString(
                place.file,
                """
                forge:
                  url: %s
                  %s
                agents:
                  dev:
                    account: dev-bot
                    token: { file: %s }
                    socket: { uid: %d, gid: 0 }
                    grants: []
                runtime-dir: %s
                state-dir: %s
                """
                        .formatted(
                                url,
                                trusted ? "ca-file: " + directory.resolve("ca.pem") : "",
                                directory.resolve("dev.token"),
                                EffectiveUser.uid(),
                                directory.resolve("run"),
                                directory.resolve("state")));
    }

    private URI startForge(String subjectAlternativeName, String days)
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = directory.resolve("forge.p12");
        keytool(
                List.of(
                        "-genkeypair",
                        "-alias",
                        "forge",
                        "-keyalg",
                        "EC",
                        "-validity",
                        days,
                        "-dname",
                        "CN=forge",
                        "-ext",
                        subjectAlternativeName,
                        "-keystore",
                        store.toString()));
        keytool(
                List.of(
                        "-exportcert",
                        "-rfc",
                        "-alias",
                        "forge",
                        "-keystore",
                        store.toString(),
                        "-file",
                        directory.resolve("ca.pem").toString()));
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer forge =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        forge.setHttpsConfigurator(new HttpsConfigurator(context));
        forge.createContext(
                "/",
                exchange -> {
                    byte[] body = "{\"version\":\"16.0.0\"}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        forge.start();
        forges.add(forge);
        return URI.create("https://127.0.0.1:" + forge.getAddress().getPort());
    }

    private static void keytool(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(List.of("-storepass", PASSWORD, "-noprompt"));
        Process keytool =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertThat(keytool.waitFor()).as("keytool").isZero();
    }
}
