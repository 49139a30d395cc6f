package dev.gatehouse.broker.relay.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.framing.BrokenRequest;
import dev.gatehouse.broker.framing.FramedRequests;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Bytes of a connection as a door's own stages read them, and what must be true of any.
final class TestingHeads {
    /// One request that came through, as far as it came.
    ///
    /// @param body each byte as a character
    record Received(
            RequestHead head, List<Map.Entry<String, String>> fields, String body, boolean whole) {
        LenientHttp.Message message() {
            return new LenientHttp.Message(head.method(), head.target(), body, whole);
        }

        /// The one form: as the broker would write what it understood.
        String written() {
            StringBuilder text = new StringBuilder();
            text.append("%s %s HTTP/1.1\r\n".formatted(head.method(), head.target()));
            fields.forEach(
                    field -> text.append("%s: %s\r\n".formatted(field.getKey(), field.getValue())));
            text.append("\r\n");
            if (head.bodyBytes().isPresent()) {
                return text.append(body).toString();
            }
            if (!body.isEmpty()) {
                text.append("%x\r\n%s\r\n".formatted(body.length(), body));
            }
            return text.append("0\r\n\r\n").toString();
        }
    }

    /// @param requests in the order of the wire
    /// @param problem at which the connection ends
    record Heard(List<Received> requests, Optional<String> problem) {
        List<LenientHttp.Message> messages() {
            return requests.stream().map(Received::message).toList();
        }
    }

    private TestingHeads() {}

    /// What holds for whatever an agent sends.
    static void check(byte[] bytes) {
        Heard heard = heard(bytes, 1);
        Heard atOnce = heard(bytes, bytes.length);
        assertThat(atOnce.problem()).as("in one piece").isEqualTo(heard.problem());
        if (heard.problem().isEmpty()) {
            assertThat(atOnce.messages()).as("in one piece").isEqualTo(heard.messages());
            assertThat(LenientHttp.messages(bytes))
                    .as("as another server reads it")
                    .isEqualTo(heard.messages());
        } else {
            assertThat(heard.problem().get()).as("in our own words").matches("[ -~]{1,200}");
            List<LenientHttp.Message> whole =
                    heard.messages().stream().filter(LenientHttp.Message::whole).toList();
            assertThat(LenientHttp.messages(bytes).stream().limit(whole.size()).toList())
                    .as("as another server reads it, up to the first wrong byte")
                    .isEqualTo(whole);
        }
        heard.requests().forEach(TestingHeads::checkHead);
        heard.requests().stream().filter(Received::whole).forEach(TestingHeads::checkWrittenAnew);
    }

    private static void checkHead(Received received) {
        RequestHead head = received.head();
        assertThat(head.method()).matches("[!-~]+");
        assertThat(head.target()).doesNotContain(" ").isNotEmpty();
        assertThat(head.host()).matches("[A-Za-z0-9.:-]+");
        if (!head.hasBody()) {
            assertThat(received.body()).as("the body of a request without one").isEmpty();
        }
        if (received.whole() && head.bodyBytes().isPresent()) {
            assertThat((long) received.body().length())
                    .as("as long as announced")
                    .isEqualTo(head.bodyBytes().getAsLong());
        }
        for (Map.Entry<String, String> field : received.fields()) {
            assertThat(field.getKey() + field.getValue())
                    .as("nothing that ends a line")
                    .doesNotContain("\r", "\n", "\0");
        }
    }

    private static void checkWrittenAnew(Received received) {
        String written = received.written();
        Heard again = heard(written.getBytes(StandardCharsets.ISO_8859_1), Integer.MAX_VALUE);
        assertThat(again.problem()).as("what was accepted is so when written anew").isEmpty();
        assertThat(again.messages()).containsExactly(received.message());
        assertThat(again.requests().getFirst().written())
                .as("written twice alike")
                .isEqualTo(written);
    }

    /// @param pieceBytes read at a time
    static Heard heard(byte[] bytes, int pieceBytes) {
        EmbeddedChannel channel = new EmbeddedChannel();
        FramedRequests.addAskedTo(channel.pipeline());
        List<Received> requests = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        for (int at = 0; at < bytes.length; at += Math.min(pieceBytes, bytes.length - at)) {
            int end = at + Math.min(pieceBytes, bytes.length - at);
            channel.writeInbound(Unpooled.wrappedBuffer(Arrays.copyOfRange(bytes, at, end)));
        }
        channel.checkException();
        for (Object message = channel.readInbound();
                message != null;
                message = channel.readInbound()) {
            assertThat(problem).as("nothing comes behind what is wrong").isEmpty();
            if (message instanceof BrokenRequest(String said)) {
                problem = Optional.of(said);
            } else {
                take((HttpObject) message, requests);
            }
            ReferenceCountUtil.release(message);
        }
        channel.finishAndReleaseAll();
        return new Heard(requests, problem);
    }

    private static void take(HttpObject message, List<Received> requests) {
        assertThat(message.decoderResult().isSuccess())
                .as("the decoder takes what the guard lets through: %s", message.decoderResult())
                .isTrue();
        if (message instanceof HttpRequest request) {
            requests.add(
                    new Received(RequestHead.of(request), request.headers().entries(), "", false));
        }
        if (message instanceof HttpContent content) {
            Received begun = requests.removeLast();
            requests.add(
                    new Received(
                            begun.head(),
                            begun.fields(),
                            begun.body() + content.content().toString(StandardCharsets.ISO_8859_1),
                            message instanceof LastHttpContent));
        }
    }
}
