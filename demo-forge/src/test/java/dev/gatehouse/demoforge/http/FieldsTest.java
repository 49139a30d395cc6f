package dev.gatehouse.demoforge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Binding is as lenient as Forgejo's, and not more.
final class FieldsTest {

    private static Fields bind(String method, String target, String type, String body)
            throws Refusal {
        var headers = new Headers();
        if (!type.isEmpty()) {
            headers.add("Content-Type", type);
        }
        var request = new Request(method, target, headers, InputStream.nullInputStream());
        return Fields.bind(request, Content.of(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"title\":\"a\"}",
                "application/vnd.github+json | {\"title\":\"a\"}",
                "application/json | {\"TITLE\":\"a\"}",
                "application/json | {\"title\":\"b\",\"Title\":\"a\"}",
                "application/json | {\"title\":\"b\",\"x\":1,\"title\":\"a\"}",
                "application/json | {\"title\":\"a\"} {\"title\":\"b\"}",
                "application/json | {\"title\":\"a\"} not json",
                "application/x-www-form-urlencoded | title=a",
                "application/json; x=form-urlencoded | title=a"
            })
    void readsTheSameTitle(String type, String body) throws Refusal {
        assertThat(bind("POST", "/x?title=q", type, body).text("title")).contains("a");
    }

    @Test
    void readsTheQueryOfAPatchOrDeleteWithoutType() throws Refusal {
        assertThat(bind("PATCH", "/x?title=q", "", "{\"title\":\"a\"}").text("title"))
                .contains("q");
        assertThat(bind("DELETE", "/x?branch_name=b", "", "").text("branch", "branch_name"))
                .as("forms go by the field's name in Go")
                .contains("b");
        assertThat(bind("DELETE", "/x?branch=b", "", "").text("branch", "branch_name")).isEmpty();
    }

    @Test
    void letsOnlyJsonSetWhatIsAPointerInGo() throws Refusal {
        assertThat(bind("PATCH", "/x?state=closed", "", "").jsonText("state")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | '' | {}",
                "POST | text/plain | {}",
                "POST | APPLICATION/JSON | {}",
                "POST | application/json | []",
                "POST | application/json | {\"title\"",
                "PATCH | text/plain | {}"
            })
    void refusesWhatForgejoRefuses(String method, String type, String body) {
        assertThatThrownBy(() -> bind(method, "/x", type, body))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(422));
    }
}
