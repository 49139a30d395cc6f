package dev.gatehouse.demoforge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A file comes out of a form byte for byte.
final class MultipartTest {

    private static Optional<Multipart> find(String type, Content body) {
        var headers = new Headers();
        headers.add("Content-Type", type);
        var request = new Request("POST", "/x", headers, InputStream.nullInputStream());
        return Multipart.find(request, body, "attachment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain\n", "\r\n\r\n", "--not the edge", "\u00e9\u20ac"})
    void findsTheFile(String content) {
        String body =
                "--edge\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--edge\r\n"
                        + "Content-Disposition: form-data; name=\"attachment\"; filename=\"a.txt\""
                        + "\r\n\r\n"
                        + content
                        + "\r\n--edge--\r\n";
        Multipart file = find("multipart/form-data; boundary=edge", Content.of(body)).orElseThrow();
        assertThat(file.fileName()).isEqualTo("a.txt");
        assertThat(file.content().text()).isEqualTo(content);
    }

    @Test
    void findsNothingInWhatIsNoForm() {
        assertThat(find("application/json", Content.of("{}"))).isEmpty();
        assertThat(find("multipart/form-data; boundary=edge", Content.of("--edge--"))).isEmpty();
    }
}
