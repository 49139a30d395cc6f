package dev.gatehouse.shim.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTest {
    private static final byte[] BODY = "hello".getBytes(StandardCharsets.UTF_8);

    private static String wire(String method, RequestBody body) throws IOException {
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        new Request(method, "/api/v1/user", List.of(new Header("X", "y")), body).sendTo(wire);
        return wire.toString(StandardCharsets.ISO_8859_1);
    }

    @Test
    void writesTheWholeHead() throws IOException {
        assertThat(wire("GET", RequestBody.none()))
                .isEqualTo(
                        """
                        GET /api/v1/user HTTP/1.1
                        Host: gatehouse
                        User-Agent: gatehouse-forge
                        Connection: close
                        X: y

                        """
                                .replace("\n", "\r\n"));
    }

    @Test
    void saysThatAPostWithoutBodyIsEmpty() throws IOException {
        assertThat(wire("POST", RequestBody.none())).contains("\r\nContent-Length: 0\r\n");
    }

    @Test
    void sendsALengthWhereItIsKnown() throws IOException {
        String sized = wire("POST", new RequestBody.Sized(new ByteArrayInputStream(BODY), 5));

        assertThat(sized).endsWith("Content-Length: 5\r\n\r\nhello");
        assertThat(wire("POST", new RequestBody.Bytes(BODY))).isEqualTo(sized);
    }

    @Test
    void sendsChunksWhereItIsNot() throws IOException {
        assertThat(wire("POST", new RequestBody.Unsized(new ByteArrayInputStream(BODY))))
                .endsWith("Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
    }

    @Test
    void stopsWhereAFileBecameShorter() {
        RequestBody body = new RequestBody.Sized(new ByteArrayInputStream(BODY), 6);

        assertThatThrownBy(() -> wire("POST", body)).hasMessageContaining("became shorter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api", "/a b", "/a\r\nHost: x", "/a#b", "/ü", "/\u0000"})
    void refusesATargetThatEndsTheRequestLine(String target) {
        assertThatThrownBy(() -> Request.get(target)).isInstanceOf(IllegalArgumentException.class);
    }
}
