package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.broker.TestingWorkers.Ended;
import dev.gatehouse.broker.worker.RequiresDocker;
import dev.gatehouse.broker.worker.verify.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A worker whose agent has the door to the network, and what becomes of one whose doors are not as
/// they should be.
@RequiresDocker
@Timeout(240)
class WorkerDoorsIT {
    /// As a client does that follows the variable; the image has no downloader.
    private static final String ASK_PROXY =
            """
            perl -MIO::Socket::INET -e '
                my ($proxy) = $ENV{HTTP_PROXY} =~ m{^http://(.*)$} or die "no proxy";
                my $socket = IO::Socket::INET->new($proxy) or die "no relay: $!";
                print $socket "GET http://@HOST@/ HTTP/1.1\\r\\nHost: @HOST@\\r\\nConnection: close\\r\\n\\r\\n";
                print while <$socket>'
            """;

    @TempDir Path directory;

    private HttpServer server;
    private int port;
    private TestingWorkers workers;

    @BeforeEach
    void startsAServerAndABroker() throws Exception {
        serve(0);
        port = server.getAddress().getPort();
        workers =
                TestingWorkers.start(
                        directory,
                        "doored",
                        "egress: { hosts: [127.0.0.1], ports: [%d], private-addresses: [127.0.0.1] }"
                                .formatted(port));
    }

    @AfterEach
    void removesAll() throws Exception {
        workers.close();
        server.stop(0);
    }

    @Test
    void aWorkerReachesWhatIsGrantedByTheVariablesAndNothingElse() throws Exception {
        Ended up = workers.gatehouse("worker", "up", "doored");

        assertThat(up.status()).as(up.output()).isZero();
        assertThat(ask("127.0.0.1:" + port)).contains(" 200 ", "served by the host");
        assertThat(ask("example.com:" + port)).contains(" 403 ", "not-granted");
        assertThat(workers.inside("forge doctor").status()).as("its relay answers").isZero();
        assertThat(workers.verify()).allMatch(Finding::holds);
    }

    @Test
    void aWorkerWhoseGrantedHostDoesNotAnswerIsStopped() throws Exception {
        server.stop(0);

        Ended failed = workers.gatehouse("worker", "up", "doored");

        assertThat(failed.status()).as(failed.output()).isNotZero();
        assertThat(failed.output())
                .contains("self-verification", "is stopped", "CONNECT 127.0.0.1:" + port)
                .contains("gatehouse worker up doored");
        assertThat(state()).as("not removed").isEqualTo("exited");

        Ended again = workers.gatehouse("worker", "up", "doored");
        assertThat(again.status()).as("what was stopped is not let in unseen").isNotZero();
        assertThat(state()).isEqualTo("exited");

        serve(port);
        Ended mended = workers.gatehouse("worker", "up", "doored");
        assertThat(mended.status()).as(mended.output()).isZero();
        assertThat(state()).isEqualTo("running");
    }

    @Test
    void aSocketWithoutItsKeyIsABreachAndSoIsAKeyWithoutItsSocket() throws Exception {
        workers.up();
        Path sockets = workers.spec().socketDirectory();
        Files.writeString(sockets.resolve("model.sock"), "");
        Files.move(sockets.resolve("egress.sock"), sockets.resolve("egress.moved"));

        assertThat(workers.verify().stream().flatMap(finding -> finding.breaches().stream()))
                .anyMatch(breach -> breach.contains("model.sock lies beside its sockets"))
                .anyMatch(breach -> breach.contains("egress.sock is missing"));
    }

    private String ask(String host) throws Exception {
        return workers.inside(ASK_PROXY.replace("@HOST@", host)).output();
    }

    private String state() throws Exception {
        return TestingWorkers.docker(
                        "inspect", "--format={{.State.Status}}", workers.spec().container())
                .output()
                .strip();
    }

    private void serve(int where) throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), where), 0);
        byte[] body = "served by the host".getBytes(StandardCharsets.UTF_8);
        server.createContext(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }
}
