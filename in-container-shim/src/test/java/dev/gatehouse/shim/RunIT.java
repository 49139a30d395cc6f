package dev.gatehouse.shim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.PublicWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunIT {
    @TempDir private Path directory;

    private static TestingProcess forge(Path socket, String... command) {
        List<String> arguments = new ArrayList<>(List.of("run"));
        arguments.addAll(List.of(command));
        return TestingProcess.of(MainIT.classes(), socket, arguments.toArray(String[]::new));
    }

    private TestingProcess script(String script) {
        return forge(directory.resolve("none.sock"), "--", "sh", "-c", script);
    }

    @Test
    void reachesTheForgeFromWithin() throws Exception {
        String curl =
                "curl -sS --noproxy '*' -H \"Authorization: token $GITEA_SERVER_TOKEN\""
                        + " \"$GITEA_SERVER_URL/api/v1/version\"";
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{\"v\":1}"))) {
            TestingForge.Ended ended = forge(broker.socket(), "sh", "-c", curl).run();

            assertThat(ended).isEqualTo(new TestingForge.Ended(0, "{\"v\":1}", ""));
            assertThat(broker.received().getFirst().head())
                    .startsWith("GET /api/v1/version HTTP/1.1\n")
                    .contains("\nGatehouse-Base: http://127.0.0.1:")
                    .doesNotContain(PublicWord.KEY_PLACEHOLDER);
        }
    }

    @Test
    void namesTheDoorToEveryToolItKnows() throws Exception {
        TestingForge.Ended ended = script("env").with("NO_PROXY", "a.test").run();

        String url =
                ended.output()
                        .lines()
                        .filter(line -> line.startsWith("FORGEJO_URL="))
                        .findFirst()
                        .orElseThrow()
                        .substring("FORGEJO_URL=".length());
        assertThat(url).matches("http://127\\.0\\.0\\.1:\\d+");
        assertThat(ended.output().lines())
                .contains(
                        "FORGEJOMCP_SERVER=" + url,
                        "FJ_FALLBACK_HOST=" + url,
                        "GITEA_SERVER_URL=" + url,
                        "GITEA_HOST=" + url,
                        "FORGEJO_ACCESS_TOKEN=" + PublicWord.KEY_PLACEHOLDER,
                        "FORGEJO_TOKEN=" + PublicWord.KEY_PLACEHOLDER,
                        "FORGEJOMCP_TOKEN=" + PublicWord.KEY_PLACEHOLDER,
                        "GITEA_SERVER_TOKEN=" + PublicWord.KEY_PLACEHOLDER,
                        "GITEA_ACCESS_TOKEN=" + PublicWord.KEY_PLACEHOLDER,
                        "NO_PROXY=a.test,127.0.0.1",
                        "no_proxy=127.0.0.1");
    }

    @Test
    void endsAsTheCommandEnds() throws Exception {
        assertThat(script("exit 7").run()).isEqualTo(new TestingForge.Ended(7, "", ""));
        assertThat(script("kill -9 $$").run().status()).as("128 and the signal").isEqualTo(137);
    }

    @Test
    void passesInputOnAndArgumentsAsTheyAre() throws Exception {
        TestingForge.Ended ended =
                forge(
                                directory.resolve("none.sock"),
                                "sh",
                                "-c",
                                "cat; echo \"$0 $1\"",
                                "--help",
                                "a b")
                        .withInput("typed\n")
                        .run();

        assertThat(ended.output()).isEqualTo("typed\n--help a b\n");
    }

    @Test
    void takesTheCommandWithIt() throws Exception {
        Path started = directory.resolve("pid");
        TestingProcess forge = script("echo $$ > " + started + "; exec sleep 300").start();
        while (!Files.exists(started) || Files.size(started) == 0) {
            Thread.sleep(50);
        }
        new ProcessBuilder("kill", "-TERM", Long.toString(forge.pid())).start().waitFor();

        assertThat(forge.await().status()).isEqualTo(143);
        long pid = Long.parseLong(Files.readString(started).strip());
        assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
                .as("nobody would end it any more")
                .isFalse();
    }
}
