package dev.gatehouse.shim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NextPageTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "</x?page=2>; rel=\"next\" | /x?page=2",
                "</x?page=2>; rel=next | /x?page=2",
                "</a>; rel=\"last\", </b>; rel=\"next\" | /b",
                "</a>;rel=\"prev\",</b>;title=\"a, b\";rel=\"next\" | /b",
                "</a,b?x>; REL=\"last next\" | /a,b?x",
            })
    void findsTheNextPage(String header, String expected) {
        assertThat(NextPage.in(List.of("</z>; rel=\"first\"", header))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "</a>",
                "</a>; rel=\"last\"",
                "</a>; rel=\"nextish\"",
                "</a; rel=\"next\"",
                "/a; rel=\"next\"",
                "</a>; title=\"x\""
            })
    void endsWhereThereIsNone(String header) {
        assertThat(NextPage.in(List.of(header))).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://forge.example.org/api/v1/user/repos?page=2, /api/v1/user/repos?page=2",
        "https://example.org/git/forge/api/v1/user?page=2, /api/v1/user?page=2",
        "http://localhost:3000/api/forgejo/v1/x?page=2, /api/forgejo/v1/x?page=2",
        "/git/api/v1/repos/api/v1/issues?page=2, /api/v1/repos/api/v1/issues?page=2",
        "/api/v1/user?page=2, /api/v1/user?page=2",
        "?page=2, /api/v1/user/repos?page=2",
    })
    void usesPathAndQueryOnly(String link, String expected) throws Failure {
        assertThat(ApiPath.ofLink(link, "/api/v1/user/repos?page=1")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "/user/repos",
                "/x?y=/api/v1/",
                "/api/v1/a b",
                "?a#b",
                "x"
            })
    void refusesALinkThatLeavesTheApi(String link) {
        assertThatThrownBy(() -> ApiPath.ofLink(link, "/api/v1/user"))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("incomplete");
    }

    @Test
    void doesNotFollowWithoutALink() {
        assertThat(NextPage.in(List.of())).isNull();
    }
}
