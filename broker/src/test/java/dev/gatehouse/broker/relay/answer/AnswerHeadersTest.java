package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerHeadersTest {
    private static final AnswerHeaders HEADERS =
            new AnswerHeaders(
                    new ForgeOrigin(
                            URI.create("http://127.0.0.1:3000"),
                            Optional.of(URI.create("https://forge.example.org/git/"))),
                    "");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Set-Cookie",
                "set-cookie",
                "WWW-Authenticate",
                "Proxy-Authenticate",
                "Authorization",
                "Connection",
                "Keep-Alive",
                "Proxy-Connection",
                "Transfer-Encoding",
                "Content-Length",
                "Content-Encoding",
                "Trailer",
                "Upgrade",
                "Location",
                "Refresh",
                "Warning",
                "Server",
                "Access-Control-Allow-Origin",
                "Gatehouse-Refusal",
                "gatehouse-exchange",
                "X-Unheard-Of",
            })
    void leavesBehind(String name) {
        assertThat(HEADERS.of(new DefaultHttpHeaders().add(name, "x"))).as(name).isEmpty();
    }

    @Test
    void keepsWhatClientsReadAndEveryValueOfIt() {
        HttpHeaders upstream =
                new DefaultHttpHeaders()
                        .add("Content-Type", "application/json")
                        .add("ETag", "\"1\"")
                        .add("X-Total-Count", "7")
                        .add("Vary", "Accept")
                        .add("vary", "Origin");

        HttpHeaders answer = HEADERS.of(upstream);

        assertThat(answer.getAll("vary")).containsExactly("Accept", "Origin");
        assertThat(answer.get("etag")).isEqualTo("\"1\"");
        assertThat(answer.names()).hasSize(4);
    }

    @Test
    void turnsForgejosOwnLinksIntoPaths() {
        HttpHeaders upstream =
                new DefaultHttpHeaders()
                        .add(
                                "Link",
                                "<https://forge.example.org/git/api/v1/a?page=2>; rel=\"next\","
                                        + "<http://127.0.0.1:3000/api/v1/a?page=9>; rel=\"last\","
                                        + "<https://forge.example.org.evil/git/x>; rel=\"first\"");

        assertThat(HEADERS.of(upstream).get("link"))
                .isEqualTo(
                        "</api/v1/a?page=2>; rel=\"next\",</api/v1/a?page=9>; rel=\"last\","
                                + "<https://forge.example.org.evil/git/x>; rel=\"first\"");
    }
}
