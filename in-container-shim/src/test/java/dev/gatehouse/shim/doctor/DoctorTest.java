package dev.gatehouse.shim.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.TestingForge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {
    private static final String POLICY =
            """
            {"agent":"dev","grants":[{"repositories":["charles/claude-hooks","charles/lib-*"],"roles":["contribute"]}]}\
            """;

    @TempDir Path directory;

    private static String whoami(String credential) {
        return "{\"agent\":\"dev\",\"account\":\"dev-bot\",\"forge\":\"https://forge.example.org\","
                + "\"credential\":\""
                + credential
                + "\"}";
    }

    private static String model(String credential) {
        return "{\"agent\":\"dev\",\"door\":\"model\",\"api\":\"anthropic\",\"models\":[\"claude-sonnet-*\"],"
                + "\"allow\":[\"files\"],\"credential\":\""
                + credential
                + "\",\"used\":{\"requests_minute\":3,\"requests_day\":20,\"tokens_minute\":400,"
                + "\"tokens_day\":5000,\"money_day\":0.5}}";
    }

    private TestingBroker at(String socket, String... answers) throws IOException {
        TestingBroker.Script[] scripts = new TestingBroker.Script[answers.length];
        for (int i = 0; i < answers.length; i++) {
            scripts[i] = TestingBroker.raw(answers[i]);
        }
        return TestingBroker.at(directory.resolve(socket), scripts);
    }

    private TestingForge.Ended doctor(Map<String, String> variables, String... arguments) {
        Map<String, String> environment = new HashMap<>(variables);
        environment.put("GATEHOUSE_SOCKET", directory.resolve("forge.sock").toString());
        String[] all = new String[arguments.length + 1];
        all[0] = "doctor";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return TestingForge.run(environment, "", all);
    }

    @Test
    void findsNothingWrong() throws IOException {
        try (TestingBroker broker =
                TestingBroker.answering(TestingBroker.ok(whoami("ok")), TestingBroker.ok(POLICY))) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "doctor");

            assertThat(ended.status()).isZero();
            assertThat(ended.output().lines().filter(line -> !line.startsWith(" ")))
                    .as("but for this machine's own network")
                    .filteredOn(line -> !line.contains("network"))
                    .allMatch(line -> line.startsWith("ok "))
                    .hasSize(8);
            assertThat(ended.output())
                    .contains("agent dev, account dev-bot at https://forge.example.org")
                    .contains("contribute on charles/claude-hooks, charles/lib-*");
        }
    }

    @Test
    void findsNoSocket() {
        TestingForge.Ended ended = TestingForge.run(directory.resolve("none.sock"), "doctor");

        assertThat(ended.status()).isEqualTo(4);
        assertThat(ended.output())
                .startsWith("fail  socket")
                .contains("no such file")
                .contains("mount");
    }

    @Test
    void findsAFileInPlaceOfTheSocket() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThat(TestingForge.run(file, "doctor").output())
                .startsWith("fail  socket")
                .contains("not a socket");
    }

    @Test
    void findsADeadCredential() throws IOException {
        try (TestingBroker broker =
                TestingBroker.answering(
                        TestingBroker.ok(whoami("rejected")), TestingBroker.ok(POLICY))) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "doctor", "--json");

            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.output())
                    .contains("{\"check\":\"credential\",\"state\":\"fail\"")
                    .contains("do not look for another credential");
        }
    }

    @Test
    void findsABrokerThatDoesNotAnswer() throws IOException {
        try (TestingBroker broker = TestingBroker.answering("")) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "doctor");

            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.output()).contains("fail  broker").contains("broke off");
        }
    }

    @Test
    void saysWhichDoorsAreNotThere() {
        assertThat(doctor(Map.of()).output())
                .contains("ok    model       not granted to this agent (no model.sock)")
                .contains("ok    egress      not granted to this agent (no egress.sock)");
    }

    @Test
    void saysWhatTheDoorsGrant() throws IOException {
        try (TestingBroker _ = at("model.sock", TestingBroker.ok(model("ok")));
                TestingBroker _ =
                        at(
                                "egress.sock",
                                TestingBroker.ok(
                                        "{\"door\":\"egress\",\"hosts\":[\"a.example\",\"*.b.example\"],"
                                                + "\"ports\":[443,80]}"))) {
            assertThat(doctor(Map.of()).output())
                    .contains("claude-sonnet-* (API anthropic); also allowed: files")
                    .contains("used: 3 requests and 400 tokens this minute, 20 and 5000 today")
                    .contains("ok    model key   the broker has one, and adds it")
                    .contains("ok    hosts       a.example, *.b.example; ports 443, 80");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rejected", "expired", "unreadable", "from-the-future"})
    void findsAModelKeyThatDoesNotWork(String state) throws IOException {
        try (TestingBroker _ = at("model.sock", TestingBroker.ok(model(state)))) {
            assertThat(doctor(Map.of()).output())
                    .contains("fail  model key   the broker's does not work: " + state)
                    .contains("do not look for another credential");
        }
    }

    @Test
    void findsADoorThatNobodyAnswersAt() throws IOException {
        Files.createFile(directory.resolve("egress.sock"));

        assertThat(doctor(Map.of()).output()).contains("fail  egress ").contains("not a socket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTPS_PROXY", "http_proxy", "ALL_PROXY"})
    void warnsOfAProxyThatIsNotThere(String name) {
        assertThat(doctor(Map.of(name, "http://127.0.0.1:4412")).output())
                .contains("warn  proxy       " + name + " is set")
                .contains("unset " + name);
    }

    @ParameterizedTest
    @CsvSource({
        "OPENAI_BASE_URL, http://127.0.0.1:PORT/v1",
        "ANTHROPIC_BASE_URL, http://localhost:PORT",
        "GATEHOUSE_RELAY, ' 127.0.0.1:PORT=/run/gatehouse/model.sock '",
    })
    void looksWhereTheVariablesPoint(String name, String value) throws IOException {
        String text;
        try (ServerSocket there = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            text = value.replace("PORT", Integer.toString(there.getLocalPort()));
            assertThat(doctor(Map.of(name, text)).output())
                    .contains("ok    relay ")
                    .contains("where " + name + " points");
        }

        TestingForge.Ended ended = doctor(Map.of(name, text));
        assertThat(ended.output()).contains("fail  relay       nobody listens on");
        assertThat(ended.status()).isEqualTo(4);
    }

    @Test
    void leavesVariablesAloneThatPointElsewhere() {
        assertThat(
                        doctor(
                                        Map.of(
                                                "ANTHROPIC_BASE_URL",
                                                "http://model.gatehouse",
                                                "OPENAI_BASE_URL",
                                                "https://api.example.org:443/v1"))
                                .output())
                .doesNotContain("relay");
    }
}
