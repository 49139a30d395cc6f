package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The broker in front of a forge that speaks TLS, with certificates of its own.
@Timeout(60)
class TlsIT {
    private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";
    private static final String GRANTS =
            "grants: [{ repositories: [charles/claude-hooks], roles: [read] }]";

    @TempDir Path directory;

    private final AtomicInteger requests = new AtomicInteger();
    private final List<HttpsServer> forges = new ArrayList<>();

    @AfterEach
    void stop() {
        forges.forEach(forge -> forge.stop(0));
    }

    @Test
    void callsAForgeWhoseCertificateTheCaFileHolds() throws Exception {
        URI url = startForge("san=ip:127.0.0.1");
        try (TestingBroker broker = broker(url, "ca-file: " + directory.resolve("ca.pem"))) {
            AgentClient.Reply reply = broker.client("dev").get("/api/v1/version");

            assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        }
    }

    @Test
    void sendsNothingToAForgeWhoseCertificateNobodyVouchesFor() throws Exception {
        URI url = startForge("san=ip:127.0.0.1");
        try (TestingBroker broker = broker(url, "")) {
            refusesAndSendsNothing(broker);
        }
    }

    @Test
    void sendsNothingToAForgeWhoseCertificateIsForAnotherHost() throws Exception {
        URI url = startForge("san=dns:forge.example.org");
        try (TestingBroker broker = broker(url, "ca-file: " + directory.resolve("ca.pem"))) {
            refusesAndSendsNothing(broker);
        }
    }

    private void refusesAndSendsNothing(TestingBroker broker) throws IOException {
        AgentClient.Reply reply = broker.client("dev").get("/api/v1/version");

        assertThat(reply.status()).as(reply.body()).isEqualTo(502);
        assertThat(reply.refusal()).isEqualTo("upstream-unreachable");
        assertThat(requests).as("requests that reached the forge").hasValue(0);
        assertThat(broker.broker().tokensLent()).as("tokens lent").isZero();
    }

    private TestingBroker broker(URI url, String forgeLine) throws IOException {
        return TestingBroker.of(directory, url, forgeLine)
                .agent("dev", "dev-bot", TOKEN, GRANTS)
                .start();
    }

    private URI startForge(String subjectAlternativeName)
            throws IOException, InterruptedException, GeneralSecurityException {
        SSLContext context = TestingCertificate.create(directory, subjectAlternativeName).context();
        HttpsServer forge =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        forge.setHttpsConfigurator(new HttpsConfigurator(context));
        forge.createContext("/", this::answer);
        forge.start();
        forges.add(forge);
        return URI.create("https://127.0.0.1:" + forge.getAddress().getPort());
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body =
                (exchange.getRequestURI().getPath().endsWith("/user")
                                ? "{\"login\":\"dev-bot\"}"
                                : "{\"version\":\"16.0.0\"}")
                        .getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
