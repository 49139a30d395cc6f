package dev.gatehouse.shim.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.exchange.BrokerSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorTrialTest {
    private static final String YES = "HTTP/1.1 200 OK\n\n";
    private static final String NO = TestingBroker.json("403 Forbidden", "{}", "");
    private static final Grant GRANT =
            new Grant(List.of("*.b.test", "a.test"), List.of("8443", "443"));

    private final Findings findings = new Findings();
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Console console =
            new Console(InputStream.nullInputStream(), output, OutputStream.nullOutputStream());

    private String text() throws IOException {
        findings.print(console, false);
        return output.toString(StandardCharsets.UTF_8);
    }

    private List<String> tryDoor(Grant grant, String... answers) throws IOException {
        try (TestingBroker broker = TestingBroker.answering(answers)) {
            new EgressTrial(new BrokerSocket(broker.socket(), 0, console), grant, findings).run();
            return broker.received().stream().map(TestingBroker.Received::requestLine).toList();
        }
    }

    @Test
    void asksForWhatIsGrantedAndForWhatIsNot() throws IOException {
        assertThat(tryDoor(GRANT, YES, NO, NO, NO))
                .containsExactly(
                        "CONNECT a.test:8443 HTTP/1.1",
                        "CONNECT example.com:443 HTTP/1.1",
                        "CONNECT 169.254.169.254:80 HTTP/1.1",
                        "CONNECT 10.0.0.1:443 HTTP/1.1");
        assertThat(findings.exit()).as(text()).isEqualTo(ExitCode.OK);
    }

    @Test
    void namesTheHostItAsksForInTheHeaderToo() throws IOException {
        try (TestingBroker broker = TestingBroker.answering(YES)) {
            new EgressTrial(new BrokerSocket(broker.socket(), 0, console), GRANT, findings).run();

            assertThat(broker.received().getFirst().head()).contains("\nHost: a.test:8443\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, CONNECT a.test:8443 was answered 403, answers",
        "1, CONNECT example.com:443 was answered 200, stop this container",
        "2, CONNECT 169.254.169.254:80 was answered 200, stop this container",
        "3, CONNECT 10.0.0.1:443 was answered 200, stop this container",
    })
    void namesTheCheckThatDoesNotHold(int wrong, String what, String remedy) throws IOException {
        String[] answers = {YES, NO, NO, NO};
        answers[wrong] = wrong == 0 ? NO : YES;
        tryDoor(GRANT, answers);

        assertThat(findings.exit()).isEqualTo(ExitCode.FORGE_ERROR);
        assertThat(text().lines().filter(line -> line.startsWith("fail")))
                .singleElement()
                .asString()
                .contains(what);
        assertThat(output.toString(StandardCharsets.UTF_8)).contains(remedy);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 40"})
    void takesNoAnswerForNoRefusal(String answer) throws IOException {
        tryDoor(GRANT, YES, answer, NO, NO);

        assertThat(findings.exit()).as(text()).isEqualTo(ExitCode.UNREACHABLE);
    }

    @ParameterizedTest
    @CsvSource({
        "example.com, example.net",
        "*.com, example.net",
        "a.test, example.com",
    })
    void picksAStrangerThatIsNotGranted(String host, String stranger) {
        assertThat(new Grant(List.of(host), List.of("443")).stranger()).isEqualTo(stranger);
    }

    @Test
    void insistsOnNoNetworkOfItsOwn() throws IOException {
        NetworkCheck.insist(List.of("eth0", "eth1"), findings);

        assertThat(findings.exit()).isEqualTo(ExitCode.FORGE_ERROR);
        assertThat(text())
                .contains("its own network: eth0, eth1; two doors to one host defeat either")
                .contains("--network none");
    }

    @Test
    void warnsOfANetworkThatTheOperatorGave() throws IOException {
        NetworkCheck.run(List.of("eth0"), findings);

        assertThat(findings.exit()).isEqualTo(ExitCode.OK);
        assertThat(text()).startsWith("warn  network ");
    }

    @Test
    void isContentWithLoopbackAlone() throws IOException {
        NetworkCheck.insist(List.of(), findings);

        assertThat(text()).startsWith("ok    network     no interface but lo");
    }
}
