package dev.gatehouse.broker.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// TLS as it is spoken: whole handshakes through the tunnel, each once anew and once taken up
/// again.
@Timeout(60)
class EgressTlsIT {
    private static final String NAME = "registry.example.org";
    private static final String PASSWORD = "password";
    private static final String[] BOTH_GROUPS = {"secp256r1", "secp384r1"};

    @TempDir private Path folder;
    private TestingProxy proxy;
    private SSLContext context;

    @BeforeEach
    void open() throws IOException, InterruptedException, GeneralSecurityException {
        context = context();
        proxy = TestingProxy.open(folder);
        proxy.resolver().knows(NAME, "127.0.0.1");
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    /// A server that knows none of the groups of the first key share asks for a second ClientHello.
    @ParameterizedTest(name = "{0}, the server knows {1}")
    @CsvSource({
        "TLSv1.2, secp256r1 secp384r1",
        "TLSv1.3, secp256r1 secp384r1",
        "TLSv1.3, secp384r1"
    })
    void handshakesPass(String protocol, String serverGroups) throws Exception {
        try (SSLServerSocket server = server(protocol, serverGroups)) {
            proxy.grant(server.getLocalPort(), NAME);
            for (int time = 0; time < 2; time++) {
                try (TestingClient client =
                                proxy.client().connect(NAME + ":" + server.getLocalPort());
                        SSLSocket tls = secured(client, protocol)) {
                    tls.getOutputStream().write("hello\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(tls.getInputStream().readNBytes(6))
                            .isEqualTo("hello\n".getBytes(StandardCharsets.US_ASCII));
                    assertThat(tls.getSession().getProtocol()).isEqualTo(protocol);
                }
            }
            proxy.settle();
            assertThat(proxy.records("refusal")).isEmpty();
            assertThat(proxy.records("outcome"))
                    .hasSize(2)
                    .allSatisfy(
                            outcome -> assertThat(outcome.path("status").asInt()).isEqualTo(200));
        }
    }

    private SSLSocket secured(TestingClient client, String protocol) throws IOException {
        assertThat(client.head()).startsWith("HTTP/1.1 200 ");
        SSLSocket tls =
                (SSLSocket)
                        context.getSocketFactory().createSocket(client.asSocket(), NAME, 443, true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(NAME)));
        parameters.setProtocols(new String[] {protocol});
        parameters.setNamedGroups(BOTH_GROUPS);
        tls.setSSLParameters(parameters);
        return tls;
    }

    private SSLServerSocket server(String protocol, String groups) throws IOException {
        SSLServerSocket server =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        SSLParameters parameters = server.getSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        parameters.setNamedGroups(groups.split(" ", -1));
        server.setSSLParameters(parameters);
        Thread.ofVirtual().start(() -> echo(server));
        return server;
    }

    private static void echo(SSLServerSocket server) {
        while (!server.isClosed()) {
            try (SSLSocket visit = (SSLSocket) server.accept()) {
                InputStream in = visit.getInputStream();
                for (int next = in.read(); next >= 0; next = in.read()) {
                    visit.getOutputStream().write(next);
                }
            } catch (IOException gone) {
                // The test sees what did not come.
            }
        }
    }

    private SSLContext context()
            throws IOException, InterruptedException, GeneralSecurityException {
        Path store = folder.resolve("host.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + NAME,
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                PASSWORD,
                                "-validity",
                                "2")
                        .redirectErrorStream(true)
                        .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        KeyManagerFactory own =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("host", keys.getCertificate("mykey"));
        TrustManagerFactory others =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(trusted);
        SSLContext made = SSLContext.getInstance("TLS");
        made.init(own.getKeyManagers(), others.getTrustManagers(), null);
        return made;
    }
}
