package dev.gatehouse.shim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Header;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.exchange.RequestBody;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRequestTest {
    @TempDir Path directory;

    private static Request request(String... arguments) throws Failure {
        return requestWithInput("", arguments);
    }

    private static Request requestWithInput(String input, String... arguments) throws Failure {
        return ApiRequest.of(
                ApiArguments.parse(new Arguments(arguments)),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    private static String body(Request request) {
        assertThat(request.body()).isInstanceOf(RequestBody.Bytes.class);
        return new String(((RequestBody.Bytes) request.body()).bytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user | GET /api/v1/user",
                "/user | GET /api/v1/user",
                "/api/v1/user | GET /api/v1/user",
                "api/forgejo/v1/version | GET /api/forgejo/v1/version",
                "/-/broker/v1/whoami | GET /-/broker/v1/whoami",
                "repos/a/b/branches/x%2Fy | GET /api/v1/repos/a/b/branches/x%2Fy",
                "-X delete user | DELETE /api/v1/user",
                "-XPUT user | PUT /api/v1/user",
                "--method=PATCH user | PATCH /api/v1/user",
                "user -f a=b | POST /api/v1/user",
                "user --input=- | POST /api/v1/user",
                "-X GET user -f a=b | GET /api/v1/user?a=b",
                "-X GET user?c=d -f a=b -F e=1 | GET /api/v1/user?c=d&a=b&e=1",
                "-X GET user -F a=null -f b=null | GET /api/v1/user?a=&b=null",
                "-X GET user -f labels[]=x&y=z | GET /api/v1/user?labels%5B%5D=x%26y%3Dz",
                "-X GET user -f a=ü/~ | GET /api/v1/user?a=%C3%BC%2F~",
                "user --input=- -f a=b | POST /api/v1/user?a=b",
                "-- user | GET /api/v1/user",
            })
    void makesTheRequestLine(String arguments, String expected) throws Failure {
        Request request = request(arguments.split(" "));

        assertThat(request.method() + " " + request.target()).isEqualTo(expected);
    }

    @Test
    void typesOnlyTheFieldsThatAskForIt() throws Failure {
        Request request =
                request(
                        "p",
                        "-f",
                        "a=true",
                        "-F",
                        "b=true",
                        "-F",
                        "c=-7",
                        "-F",
                        "d=null",
                        "-F",
                        "e=007",
                        "-F",
                        "f=1.5",
                        "-F",
                        "g=",
                        "-f",
                        "h=@x",
                        "-F",
                        "i=12345678901234567890");

        assertThat(body(request))
                .isEqualTo(
                        "{\"a\":\"true\",\"b\":true,\"c\":-7,\"d\":null,\"e\":\"007\","
                                + "\"f\":\"1.5\",\"g\":\"\",\"h\":\"@x\",\"i\":12345678901234567890}");
        assertThat(request.headers())
                .containsExactly(new Header("Content-Type", "application/json"));
    }

    @Test
    void escapesWhatAStringMayNotHold() throws Failure {
        assertThat(body(request("p", "-f", "a=\"\\\n\t\u0001\u007fü")))
                .isEqualTo("{\"a\":\"\\\"\\\\\\n\\t\\u0001\\u007fü\"}");
    }

    @Test
    void readsAFieldFromAFileOrStandardInput() throws IOException {
        Path file = Files.writeString(directory.resolve("text"), "from \"file\"\n");

        assertThat(body(requestWithInput("from input", "p", "-F", "a=@" + file, "-F", "b=@-")))
                .isEqualTo("{\"a\":\"from \\\"file\\\"\\n\",\"b\":\"from input\"}");
    }

    @Test
    void refusesAFieldThatIsNotText() throws IOException {
        Path file = Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xff});

        assertThatThrownBy(() -> request("p", "-F", "a=@" + file))
                .hasMessageContaining("not UTF-8")
                .hasMessageContaining("--form");
    }

    @Test
    void sendsInputAsItIs() throws Failure {
        Request request =
                requestWithInput("{ }", "p", "--input", "-", "-H", "content-type: text/plain");

        assertThat(body(request)).isEqualTo("{ }");
        assertThat(request.headers()).containsExactly(new Header("content-type", "text/plain"));
    }

    @Test
    void streamsLargeInput() throws IOException {
        Path file = Files.write(directory.resolve("large"), new byte[100_000]);

        assertThat(request("p", "--input", file.toString()).body())
                .isInstanceOfSatisfying(
                        RequestBody.Sized.class,
                        body -> assertThat(body.lengthBytes()).isEqualTo(100_000));
        assertThat(requestWithInput("x".repeat(100_000), "p", "--input", "-").body())
                .isInstanceOf(RequestBody.Unsized.class);
    }

    @Test
    void uploadsAFileAsAForm() throws IOException {
        Path file = Files.writeString(directory.resolve("a\"b.txt"), "content");

        Request request =
                request("p", "--form", "attachment=@" + file, "--form", "name=x", "-f", "q=1");

        String type = request.headers().getFirst().value();
        String boundary = type.substring(type.indexOf('=') + 1);
        RequestBody.Sized body = (RequestBody.Sized) request.body();
        String text = new String(body.source().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(type).startsWith("multipart/form-data; boundary=gatehouse-");
        assertThat(request.target()).isEqualTo("/api/v1/p?q=1");
        assertThat(body.lengthBytes()).isEqualTo(text.length());
        assertThat(text)
                .isEqualTo(
                        ("--B\nContent-Disposition: form-data; name=\"attachment\";"
                                        + " filename=\"a%22b.txt\"\n"
                                        + "Content-Type: application/octet-stream\n\ncontent\n"
                                        + "--B\nContent-Disposition: form-data; name=\"name\"\n\nx\n"
                                        + "--B--\n")
                                .replace("\n", "\r\n")
                                .replace("--B", "--" + boundary));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a b",
                "user --unknown",
                "user -f",
                "user -X",
                "user -X G/T",
                "user -f nothing",
                "user -f =x",
                "user -ix",
                "user --paginate=1",
                "user --paginate -f a=b",
                "user --paginate -X POST",
                "user --input - --form a=b",
                "user --input /nowhere/at/all",
                "user -F a=@/nowhere/at/all",
                "user --form a=@/nowhere/at/all",
                "https://forge.example.org/api/v1/user",
                "user#x",
                "üser",
                "user -H nothing",
                "user -H Host:x",
                "user -H Content-Length:1",
                "user -H Transfer-Encoding:chunked",
                "user --form a=b -H Content-Type:text/plain",
            })
    void refusesWhatCannotBeMeant(String arguments) {
        assertThatThrownBy(
                        () -> request(arguments.isEmpty() ? new String[0] : arguments.split(" ")))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: token x",
                "authorization:Bearer x",
                "Proxy-Authorization: x",
                "Cookie: a=b",
                "Sudo: root",
                "X-Forgejo-OTP: 1",
            })
    void refusesToSendACredential(String header) {
        assertThatThrownBy(() -> request("user", "-H", header))
                .as("whoever tries learns that none is needed, and its value is not repeated")
                .hasMessageContaining("the broker adds the credential")
                .hasMessageNotContaining("token x");
    }

    @Test
    void keepsTheOrderOfHeaders() throws Failure {
        assertThat(request("user", "-H", "A: 1", "-H", "B: 2").headers())
                .isEqualTo(List.of(new Header("A", "1"), new Header("B", "2")));
    }
}
