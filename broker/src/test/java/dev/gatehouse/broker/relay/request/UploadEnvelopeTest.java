package dev.gatehouse.broker.relay.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UploadEnvelopeTest {
    private static final String CURL = "------------------------d74496d66958873e";
    private static final String FILE = "one\r\ntwo\n\r\n\r\r\n-\r\n--\r\n---";

    /// The form that left the envelope, or the problem that stopped it.
    private sealed interface Sent {
        record Form(String text) implements Sent {}

        record Refused(String problem) implements Sent {}
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void takesTheFormsThatClientsMake(String client, String boundary, String form) {
        assertThat(send(boundary, form.length(), form)).isEqualTo(new Sent.Form(FILE));
    }

    static Stream<Arguments> takesTheFormsThatClientsMake() {
        return Stream.of(
                arguments("curl", CURL, curl(FILE)),
                arguments(
                        "Python requests and urllib3",
                        "4f0b3f1f6a2d4c5e8a7b9c0d1e2f3a4b",
                        form(
                                "4f0b3f1f6a2d4c5e8a7b9c0d1e2f3a4b",
                                "Content-Disposition: form-data; name=\"attachment\"; filename=\"x.bin\"",
                                FILE)),
                arguments(
                        "Go mime/multipart",
                        "9a7d".repeat(15),
                        form(
                                "9a7d".repeat(15),
                                "Content-Disposition: form-data; name=\"attachment\"; filename=\"x.bin\"\r\nContent-Type: application/octet-stream",
                                FILE)),
                arguments(
                        "undici's FormData, older: no line end at the end",
                        "----formdata-undici-063714822573",
                        "------formdata-undici-063714822573\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"x.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                                + FILE
                                + "\r\n------formdata-undici-063714822573--"),
                arguments(
                        "aiohttp: the type first",
                        "b0",
                        form(
                                "b0",
                                "Content-Type: text/plain\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"x.bin\"",
                                FILE)),
                arguments(
                        "Apache HttpClient",
                        "Zq_-9",
                        form(
                                "Zq_-9",
                                "Content-Disposition: form-data; name=\"attachment\"; filename=\"x.bin\"\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary",
                                FILE)),
                arguments(
                        "OkHttp",
                        "4b1d9f0e-5a76-4a4e-9c62-0f7f4f6f6d5e",
                        form(
                                "4b1d9f0e-5a76-4a4e-9c62-0f7f4f6f6d5e",
                                "Content-Disposition: form-data; name=\"attachment\"; filename=\"x.bin\"\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 26",
                                FILE)));
    }

    @Test
    void writesThePartsHeadItself() {
        UploadEnvelope envelope = new UploadEnvelope("b");
        String sent =
                text(
                        envelope.accept(
                                bytes(
                                        form(
                                                "b",
                                                "content-type: text/html; x=\"sudo\"\r\nCONTENT-DISPOSITION: form-data;name=\"attachment\";filename=\"ü b%22.txt\"",
                                                "x")),
                                true));
        String own = envelope.contentType().substring("multipart/form-data; boundary=".length());

        assertThat(own).matches("gatehouse[0-9a-f]{32}");
        assertThat(sent)
                .isEqualTo(
                        "--"
                                + own
                                + "\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"ü b%22.txt\"\r\nContent-Type: application/octet-stream\r\n\r\nx\r\n--"
                                + own
                                + "--\r\n");
    }

    @Test
    void makesABoundaryOfItsOwnForEachForm() {
        assertThat(new UploadEnvelope("b").contentType())
                .isNotEqualTo(new UploadEnvelope("b").contentType());
    }

    @Test
    void findsTheSameFileHoweverTheFormIsSplit() {
        String form = curl(FILE);
        for (int first = 0; first <= form.length(); first++) {
            assertThat(send(CURL, first, form))
                    .as("split at " + first)
                    .isEqualTo(new Sent.Form(FILE));
        }
        assertThat(send(CURL, 1, form)).as("byte by byte").isEqualTo(new Sent.Form(FILE));
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int most = 1 + random.nextInt(40);
            assertThat(sendRandomly(CURL, form, random, most)).isEqualTo(new Sent.Form(FILE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "\r\n--",
                "--" + CURL,
                "--" + CURL + "--",
                "\r\n--" + "------------------------d74496d66958873",
                "\r\n--" + "------------------------D74496D66958873E",
                "\n--" + CURL + "\r\n",
                "\r\n-" + CURL,
                "\r\r\n--" + "------------------------d74496d66958873f",
            })
    void passesDataThatOnlyLooksLikeABoundary(String data) {
        for (int size : new int[] {1, 2, 3, 7, 1000}) {
            assertThat(sendPieces(CURL, curl(data), size)).isEqualTo(new Sent.Form(data));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuses(String what, String form, String problem) {
        for (int size : new int[] {1, 3, 10_000}) {
            assertThat(sendPieces("b", form, size))
                    .as(what)
                    .isInstanceOfSatisfying(
                            Sent.Refused.class,
                            refused -> assertThat(refused.problem()).startsWith(problem));
        }
    }

    static Stream<Arguments> refuses() {
        String good = "Content-Disposition: form-data; name=\"attachment\"; filename=\"x\"";
        String more = "the form has more than one part";
        String open = "the form ends before its closing boundary";
        String noFile = "the form's part is not a file named attachment";
        String start = "the form does not begin with its boundary";
        return Stream.of(
                arguments("a second part: token", second(good, "token"), more),
                arguments("a second part: sudo", second(good, "sudo"), more),
                arguments("a second part: external_url", second(good, "external_url"), more),
                arguments("a second part: name", second(good, "name"), more),
                arguments(
                        "token before the file",
                        second("Content-Disposition: form-data; name=\"token\"", "attachment"),
                        noFile),
                arguments("a preamble", "hello\r\n" + form("b", good, "x"), start),
                arguments("an empty line first", "\r\n" + form("b", good, "x"), start),
                arguments("another boundary", form("c", good, "x"), start),
                arguments("white space after the boundary", "--b \r\n" + good + "\r\n\r\nx", start),
                arguments("LF for line ends", form("b", good, "x").replace("\r\n", "\n"), start),
                arguments("an epilogue", form("b", good, "x") + "y", more),
                arguments("a second form", form("b", good, "x") + form("b", good, "x"), more),
                arguments("a line end too many", form("b", good, "x") + "\r\n", more),
                arguments("LF at the end", "--b\r\n" + good + "\r\n\r\nx\r\n--b--\n", more),
                arguments("a boundary that goes on", bodyOf(good, "x\r\n--bX\r\ny"), more),
                arguments("a boundary, then space", bodyOf(good, "x\r\n--b \r\ny"), more),
                arguments("a boundary, one dash", bodyOf(good, "x\r\n--b-\r\ny"), more),
                arguments("nothing", "", open),
                arguments("only the boundary", "--b\r\n", open),
                arguments("no end of the part's head", "--b\r\n" + good + "\r\n", open),
                arguments("no closing boundary", "--b\r\n" + good + "\r\n\r\nx", open),
                arguments("half a closing boundary", "--b\r\n" + good + "\r\n\r\nx\r\n--", open),
                arguments("one dash short", "--b\r\n" + good + "\r\n\r\nx\r\n--b-", open),
                arguments("CR at the end", "--b\r\n" + good + "\r\n\r\nx\r\n--b--\r", open),
                arguments("no head", form("b", "", "x"), noFile),
                part("another name", "form-data; name=\"attachments\"; filename=\"x\""),
                part("no file name", "form-data; name=\"attachment\""),
                part("an empty file name", "form-data; name=\"attachment\"; filename=\"\""),
                part("no name", "form-data; filename=\"x\""),
                part("two names", "form-data; name=\"a\"; name=\"attachment\"; filename=\"x\""),
                part(
                        "a name after",
                        "form-data; name=\"attachment\"; filename=\"x\"; name=\"sudo\""),
                part("an extended name", "form-data; name=\"attachment\"; filename*=UTF-8''x"),
                part("unquoted", "form-data; name=attachment; filename=x"),
                part("another disposition", "attachment; name=\"attachment\"; filename=\"x\""),
                part("an escaped quote", "form-data; name=\"attachment\"; filename=\"a\\\"b\""),
                part("a backslash", "form-data; name=\"attachment\"; filename=\"a\\b\""),
                part("a bare LF in it", "form-data; name=\"attachment\"; filename=\"a\nb\""),
                part("a bare CR in it", "form-data; name=\"attachment\"; filename=\"a\rb\""),
                part("NUL in it", "form-data; name=\"attachment\"; filename=\"a\0b\""),
                part(
                        "256 characters",
                        "form-data; name=\"attachment\"; filename=\"" + "x".repeat(256) + "\""),
                arguments("two dispositions", form("b", good + "\r\n" + good, "x"), noFile),
                arguments("a fold", form("b", good + ";\r\n name=\"sudo\"", "x"), noFile),
                arguments("another header", form("b", good + "\r\nX: y", "x"), noFile),
                arguments(
                        "an encoded file",
                        form("b", good + "\r\nContent-Transfer-Encoding: quoted-printable", "x"),
                        noFile),
                arguments(
                        "a head of 5 KiB",
                        form("b", good + "\r\nContent-Type: " + "x".repeat(5 << 10), "x"),
                        "the part's head is larger than 4096 bytes"));
    }

    @Test
    void keepsTheNewFormOpenUntilTheOldOneIsWhole() {
        UploadEnvelope envelope = new UploadEnvelope("b");
        String form =
                form(
                        "b",
                        "Content-Disposition: form-data; name=\"attachment\"; filename=\"x\"",
                        "x");

        String sent = text(envelope.accept(bytes(form), false));

        assertThat(sent)
                .as("a second part may still come, and Forgejo must not act before")
                .endsWith("\r\n\r\nx");
        assertThat(envelope.accept(bytes("\r\n--b"), true))
                .isInstanceOf(UploadEnvelope.Step.Refuse.class);
    }

    private static Arguments part(String what, String disposition) {
        return arguments(
                what,
                form("b", "Content-Disposition: " + disposition, "x"),
                "the form's part is not a file named attachment");
    }

    private static String bodyOf(String head, String data) {
        return form("b", head, data);
    }

    private static String second(String head, String name) {
        return "--b\r\n"
                + head
                + "\r\n\r\nx\r\n--b\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"\r\n\r\ny\r\n--b--\r\n";
    }

    private static String curl(String data) {
        return form(
                CURL,
                "Content-Disposition: form-data; name=\"attachment\"; filename=\"x.bin\"\r\nContent-Type: application/octet-stream",
                data);
    }

    private static String form(String boundary, String head, String data) {
        return "--" + boundary + "\r\n" + head + "\r\n\r\n" + data + "\r\n--" + boundary + "--\r\n";
    }

    /// The first piece has this many bytes, the second the rest.
    private static Sent send(String boundary, int first, String form) {
        return send(boundary, List.of(form.substring(0, first), form.substring(first)));
    }

    private static Sent sendPieces(String boundary, String form, int size) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < form.length(); at += size) {
            pieces.add(form.substring(at, Math.min(form.length(), at + size)));
        }
        return send(boundary, pieces);
    }

    private static Sent sendRandomly(String boundary, String form, Random random, int most) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < form.length(); ) {
            int end = Math.min(form.length(), at + random.nextInt(most + 1));
            pieces.add(form.substring(at, end));
            at = end;
        }
        return send(boundary, pieces);
    }

    private static Sent send(String boundary, List<String> pieces) {
        UploadEnvelope envelope = new UploadEnvelope(boundary);
        StringBuilder sent = new StringBuilder();
        for (String piece : pieces) {
            switch (envelope.accept(bytes(piece), false)) {
                case UploadEnvelope.Step.Refuse refuse -> {
                    return new Sent.Refused(refuse.problem());
                }
                case UploadEnvelope.Step.Pass pass -> sent.append(text(pass));
            }
        }
        return switch (envelope.accept(Unpooled.EMPTY_BUFFER, true)) {
            case UploadEnvelope.Step.Refuse refuse -> new Sent.Refused(refuse.problem());
            case UploadEnvelope.Step.Pass pass ->
                    new Sent.Form(file(envelope, sent.append(text(pass)).toString()));
        };
    }

    /// The file in the broker's own form.
    private static String file(UploadEnvelope envelope, String form) {
        String own = envelope.contentType().substring("multipart/form-data; boundary=".length());
        String end = "\r\n--" + own + "--\r\n";
        assertThat(form).startsWith("--" + own + "\r\n").endsWith(end);
        return form.substring(form.indexOf("\r\n\r\n") + 4, form.length() - end.length());
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }

    private static String text(UploadEnvelope.Step step) {
        if (step instanceof UploadEnvelope.Step.Pass pass) {
            ByteBuf all = Unpooled.wrappedBuffer(pass.pieces().toArray(ByteBuf[]::new));
            String text = all.toString(StandardCharsets.UTF_8);
            all.release();
            return text;
        }
        throw new AssertionError("refused: " + step);
    }
}
