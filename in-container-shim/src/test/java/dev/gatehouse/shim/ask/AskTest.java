package dev.gatehouse.shim.ask;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.TestingForge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskTest {
    private static final String POLICY =
            """
            {"agent":"dev","account":"dev-bot","grants":[{"repositories":["charles/claude-hooks","charles/lib-*"],
            "roles":["contribute"],"allow":["issueCreateLabel"],"deny":["issueDelete"],"accept-risk":[],
            "push":{"branches":["dev/**"],"tags":[],"create":true,"force":false,"delete":false}}],
            "limits":{"requests-per-minute":600,"concurrent":16,"body":536870912}}\
            """;

    @TempDir Path directory;

    private static String whoami(String credential) {
        return "{\"agent\":\"dev\",\"account\":\"dev-bot\",\"forge\":\"https://forge.example.org\","
                + "\"credential\":\""
                + credential
                + "\",\"peer\":{\"uid\":10001,\"pid\":123},\"broker\":{\"version\":\"1.2\"}}";
    }

    private static TestingForge.Ended ask(String answer, String... arguments) throws IOException {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok(answer))) {
            return TestingForge.run(broker.socket(), arguments);
        }
    }

    @Test
    void saysWhoItIs() throws IOException {
        assertThat(ask(whoami("ok"), "whoami"))
                .isEqualTo(
                        new TestingForge.Ended(
                                0,
                                """
                                agent:      dev
                                account:    dev-bot
                                forge:      https://forge.example.org
                                credential: ok
                                peer:       uid 10001, pid 123
                                broker:     1.2
                                """,
                                ""));
    }

    @Test
    void printsTheAnswerItselfAsJson() throws IOException {
        assertThat(ask(whoami("ok"), "whoami", "--json").output()).isEqualTo(whoami("ok"));
        assertThat(ask(POLICY, "policy", "--json").output()).isEqualTo(POLICY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "mismatch"})
    void endsWithItsOwnStatusWhereTheCredentialIsDead(String credential) throws IOException {
        TestingForge.Ended ended = ask(whoami(credential), "whoami");

        assertThat(ended.status()).isEqualTo(5);
        assertThat(ended.errors()).contains("do not look for another credential");
    }

    @Test
    void showsThePolicy() throws IOException {
        assertThat(ask(POLICY, "policy").output())
                .isEqualTo(
                        """
                        agent dev, account dev-bot

                        charles/claude-hooks, charles/lib-*
                          roles           contribute
                          also allowed    issueCreateLabel
                          denied          issueDelete
                          push branches   dev/**
                          push tags       none
                          push may        create: yes, force: no, delete: no

                        limits
                          rate            600 requests a minute
                          concurrent      16 at a time
                          body            536870912 bytes
                        """);
    }

    @Test
    void saysThatThereAreNoGrants() throws IOException {
        assertThat(ask("{\"agent\":\"dev\",\"grants\":[]}", "policy").output())
                .contains("no grants");
    }

    @ParameterizedTest
    @CsvSource({
        "permit,,0",
        "refuse,not-granted,3",
        "refuse,malformed,2",
        "refuse,limit,6",
        "refuse,from-the-future,3",
    })
    void endsAsTheExplainedCallWould(String decision, String code, int status) throws IOException {
        TestingForge.Ended ended =
                ask(
                        "{\"decision\":\""
                                + decision
                                + "\",\"code\":"
                                + (code == null ? "null" : "\"" + code + "\"")
                                + ",\"rule\":\"line 7\",\"detail\":\"d\",\"remedy\":\"r\"}",
                        "policy",
                        "explain",
                        "GET",
                        "user");

        assertThat(ended.status()).isEqualTo(status);
        assertThat(ended.output())
                .isEqualTo(
                        decision
                                + (code == null ? "" : " (" + code + ")")
                                + "\n  detail: d\n  rule: line 7\n  remedy: r\n");
    }

    @Test
    void sendsTheCallToBeExplained() throws IOException {
        Path input = Files.writeString(directory.resolve("body"), "{\"head\": \"x\"}");
        try (TestingBroker broker =
                TestingBroker.answering(TestingBroker.ok("{\"decision\":\"permit\"}"))) {
            TestingForge.run(
                    broker.socket(),
                    "policy",
                    "explain",
                    "post",
                    "repos/a/b/pulls",
                    "--input",
                    input.toString());

            TestingBroker.Received received = broker.received().getFirst();
            assertThat(received.requestLine()).isEqualTo("POST /-/broker/v1/explain HTTP/1.1");
            assertThat(received.body())
                    .isEqualTo(
                            "{\"method\":\"POST\",\"path\":\"/api/v1/repos/a/b/pulls\","
                                    + "\"body\":{\"head\": \"x\"}}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{}}", "1,\"path\":\"/x\""})
    void refusesABodyThatWouldEndTheQuestion(String body) throws IOException {
        Path input = Files.writeString(directory.resolve("body"), body);

        TestingForge.Ended ended =
                TestingForge.run(
                        directory, "policy", "explain", "POST", "x", "--input", input.toString());

        assertThat(ended.status()).isEqualTo(2);
    }

    @Test
    void refusesAnAnswerThatIsNotJson() throws IOException {
        TestingForge.Ended ended = ask("<html>", "whoami");

        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.errors()).contains("not JSON");
    }
}
