package dev.gatehouse.shim.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.shim.TestingBroker;
import dev.gatehouse.shim.TestingForge;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;

class ApiCommandTest {
    private static String page(String body, int next) {
        String link =
                next == 0
                        ? ""
                        : "Link: <https://forge.example.org/git/api/v1/user/repos?page="
                                + next
                                + ">; rel=\"next\"\n";
        return TestingBroker.json("200 OK", body, link);
    }

    private static TestingForge.Ended paginate(TestingBroker broker, String... more) {
        String[] arguments = new String[more.length + 3];
        arguments[0] = "api";
        arguments[1] = "user/repos?page=1";
        arguments[2] = "--paginate";
        System.arraycopy(more, 0, arguments, 3, more.length);
        return TestingForge.run(broker.socket(), arguments);
    }

    @Test
    void printsTheBodyAsItIs() throws IOException {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{\"a\": \"ü\"}\n"))) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "api", "user");

            assertThat(ended).isEqualTo(new TestingForge.Ended(0, "{\"a\": \"ü\"}\n", ""));
        }
    }

    @Test
    void printsTheHeadToo() throws IOException {
        try (TestingBroker broker = TestingBroker.answering("HTTP/1.1 404 Not Found\nA: b\n\n{}")) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "api", "-i", "user");

            assertThat(ended.output()).isEqualTo("HTTP/1.1 404 Not Found\r\nA: b\r\n\r\n{}");
            assertThat(ended.status()).isEqualTo(1);
        }
    }

    @Test
    void makesOneArrayOfAllPages() throws IOException {
        try (TestingBroker broker =
                TestingBroker.answering(page("[1,2]", 2), page("[]", 3), page("[3]", 0))) {
            TestingForge.Ended ended = paginate(broker, "-H", "Accept: x");

            assertThat(ended).isEqualTo(new TestingForge.Ended(0, "[1,2,3]", ""));
            assertThat(broker.received())
                    .extracting(TestingBroker.Received::requestLine)
                    .containsExactly(
                            "GET /api/v1/user/repos?page=1 HTTP/1.1",
                            "GET /api/v1/user/repos?page=2 HTTP/1.1",
                            "GET /api/v1/user/repos?page=3 HTTP/1.1");
            assertThat(broker.received())
                    .as("each page is asked for with the same headers")
                    .allMatch(received -> received.head().contains("\nAccept: x\n"));
        }
    }

    @Test
    void keepsPagesApartWithTheirHeads() throws IOException {
        try (TestingBroker broker = TestingBroker.answering(page("[1]", 2), page("[2]", 0))) {
            assertThat(paginate(broker, "-i").output())
                    .containsSubsequence("HTTP/1.1 200", "\r\n\r\n[1]HTTP/1.1 200", "\r\n\r\n[2]");
        }
    }

    @Test
    void leavesTheArrayOpenWhereAPageFails() throws IOException {
        try (TestingBroker broker =
                TestingBroker.answering(
                        page("[1]", 2), TestingBroker.json("500 Oops", "{\"x\":1}", ""))) {
            TestingForge.Ended ended = paginate(broker);

            assertThat(ended.status()).isEqualTo(1);
            assertThat(ended.output()).as("no end, and no error inside the array").isEqualTo("[1");
            assertThat(ended.errors()).contains("HTTP 500 Oops").contains("page 2");
        }
    }

    @Test
    void printsTheErrorOfTheFirstPage() throws IOException {
        try (TestingBroker broker =
                TestingBroker.answering(TestingBroker.json("404 Not Found", "{\"x\":1}", ""))) {
            assertThat(paginate(broker).output()).isEqualTo("{\"x\":1}");
        }
    }

    @Test
    void doesNotGoRoundInCircles() throws IOException {
        try (TestingBroker broker = TestingBroker.answering(page("[1]", 1))) {
            TestingForge.Ended ended = paginate(broker);

            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.errors()).contains("this page again");
        }
    }

    @Test
    void saysWhereTheAnswerBreaksOff() throws IOException {
        try (TestingBroker broker =
                TestingBroker.answering("HTTP/1.1 200 OK\nContent-Length: 10\n\nabc")) {
            TestingForge.Ended ended = TestingForge.run(broker.socket(), "api", "user");

            assertThat(ended.status()).isEqualTo(4);
            assertThat(ended.output()).isEqualTo("abc");
            assertThat(ended.errors()).contains("broke off 7 bytes before its end");
        }
    }

    @Test
    void sendsARequestOnceOnly() throws IOException {
        try (TestingBroker broker = TestingBroker.answering("")) {
            TestingForge.Ended ended =
                    TestingForge.run(broker.socket(), "api", "repos/a/b/issues", "-f", "title=x");

            assertThat(ended.status()).isEqualTo(4);
            assertThat(broker.received())
                    .as("whether the first one had an effect is not known")
                    .hasSize(1);
        }
    }

    @Test
    void readsTheRefusalOfABodyThatNobodyReads() throws IOException {
        TestingBroker.Script early =
                new TestingBroker.Script() {
                    @Override
                    public void answer(OutputStream agent) throws IOException {
                        agent.write(
                                TestingBroker.bytes(
                                        TestingBroker.json(
                                                "429 Too Many Requests",
                                                "{}",
                                                "Gatehouse-Refusal: limit\n")));
                    }

                    @Override
                    public boolean readsBody() {
                        return false;
                    }
                };
        try (TestingBroker broker = TestingBroker.scripted(early)) {
            TestingForge.Ended ended =
                    TestingForge.runWithInput(
                            broker.socket(), "x".repeat(5_000_000), "api", "p", "--input", "-");

            assertThat(ended.status()).isEqualTo(6);
            assertThat(ended.errors()).startsWith("forge: refused (limit)");
        }
    }

    @Test
    void sendsAPipeInChunks() throws IOException {
        try (TestingBroker broker = TestingBroker.answering(TestingBroker.ok("{}"))) {
            String input = "x".repeat(200_000);

            TestingForge.runWithInput(broker.socket(), input, "api", "p", "--input", "-");

            assertThat(broker.received().getFirst().body()).isEqualTo(input);
        }
    }
}
