package dev.gatehouse.demoforge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Paths lead where Forgejo's router leads them.
final class RoutesTest {
    private final Routes<String> routes =
            new Routes<String>()
                    .on("GET", "/issues/{index}", "one")
                    .on("GET", "/issues/comments", "comments")
                    .on("GET", "/pulls/{index}.diff", "diff")
                    .on("GET", "/branches/*", "branch");

    @ParameterizedTest
    @CsvSource({
        "/issues/7, one",
        "/issues/comments, comments",
        "//issues///7/, one",
        "/%69ssues/7, one",
        "/pulls/7.diff, diff",
        "/branches/a, branch",
        "/branches/a/b, branch",
        "/branches/a%2Fb, branch",
        "/issues, ",
        "/issues/7/8, ",
        "/Issues/7, ",
        "/pulls/.diff, ",
        "/branches, "
    })
    void leadsThere(String path, String target) throws Refusal {
        var found = routes.find("GET", request(path).segments());
        assertThat(found.map(Routes.Match::target).orElse(null)).isEqualTo(target);
    }

    @Test
    void decodesEachPartOnceAndKeepsDots() throws Refusal {
        assertThat(request("/a%2Fb/%2e%2e/../c%252F/x+y").segments())
                .isEqualTo(List.of("a/b", "..", "..", "c%2F", "x+y"));
    }

    private static Request request(String target) {
        return new Request("GET", target, new Headers(), InputStream.nullInputStream());
    }
}
