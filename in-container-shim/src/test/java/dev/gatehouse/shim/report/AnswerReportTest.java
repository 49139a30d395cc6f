package dev.gatehouse.shim.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.protocol.RefusalCode;
import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.TestingForge;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerReportTest {
    private static TestingForge.Ended answered(String answer) throws IOException {
        try (TestingBroker broker = TestingBroker.answering(answer)) {
            return TestingForge.run(broker.socket(), "api", "user");
        }
    }

    @ParameterizedTest
    @EnumSource(RefusalCode.class)
    void endsAsTheRefusalSays(RefusalCode code) throws IOException {
        String problem =
                "{\"title\":\"No\",\"detail\":\"because\",\"rule\":\"line 7\",\"remedy\":\"ask\"}";

        TestingForge.Ended ended =
                answered(
                        TestingBroker.json(
                                code.httpStatus() + " X",
                                problem,
                                "Gatehouse-Refusal: "
                                        + code.word()
                                        + "\nGatehouse-Exchange: 42\nRetry-After: 3\n"));

        assertThat(ended.status()).isEqualTo(code.exitCode().status());
        assertThat(ended.output()).as("the body goes to standard output").isEqualTo(problem);
        assertThat(ended.errors())
                .isEqualTo(
                        "forge: refused ("
                                + code.word()
                                + "): No\n  detail: because\n  rule: line 7\n  remedy: ask\n"
                                + "  retry after: 3 s\n  exchange: 42\n");
    }

    @Test
    void takesTheHeaderWhereTheBodyCannotBeRead() throws IOException {
        TestingForge.Ended ended =
                answered(
                        TestingBroker.json(
                                "502 X", "<html>", "Gatehouse-Refusal: credential-rejected\n"));

        assertThat(ended.status()).isEqualTo(ExitCode.CREDENTIAL_DEAD.status());
        assertThat(ended.errors())
                .contains(RefusalCode.CREDENTIAL_REJECTED.title())
                .contains("do not look for another credential");
    }

    @Test
    void takesAnUnknownWordForARefusal() throws IOException {
        TestingForge.Ended ended =
                answered(TestingBroker.json("418 X", "{}", "Gatehouse-Refusal: from-the-future\n"));

        assertThat(ended.status()).isEqualTo(ExitCode.REFUSED.status());
        assertThat(ended.errors()).startsWith("forge: refused (from-the-future): ");
    }

    @Test
    void doesNotLetARefusalFakeALine() throws IOException {
        TestingForge.Ended ended =
                answered(
                        TestingBroker.json(
                                "403 X",
                                "{\"title\":\"a\\nforge: b\\u001b[2J\"}",
                                "Gatehouse-Refusal: not-granted\n"));

        assertThat(ended.errors()).isEqualTo("forge: refused (not-granted): a forge: b [2J\n");
    }

    @ParameterizedTest
    @CsvSource({"200,0", "201,0", "301,1", "404,1", "401,1", "422,1", "500,1", "503,1"})
    void tellsTheForgesErrorsApart(int status, int exit) throws IOException {
        TestingForge.Ended ended = answered(TestingBroker.json(status + " Text", "{}", ""));

        assertThat(ended.status()).isEqualTo(exit);
        assertThat(ended.output()).isEqualTo("{}");
        assertThat(ended.errors())
                .isEqualTo(exit == 0 ? "" : "forge: HTTP " + status + " Text (GET /api/v1/user)\n");
    }

    @Test
    void saysWhereARedirectLeadsWithoutFollowing() throws IOException {
        assertThat(answered(TestingBroker.json("303 See Other", "", "Location: /x\n")).errors())
                .contains("not followed: /x");
    }

    @Test
    void saysWhatTheBrokerDropped() throws IOException {
        TestingForge.Ended ended =
                answered(TestingBroker.json("200 OK", "{}", "Gatehouse-Dropped: query sudo\n"));

        assertThat(ended.status()).isZero();
        assertThat(ended.errors()).isEqualTo("forge: the broker did not send on: query sudo\n");
    }
}
