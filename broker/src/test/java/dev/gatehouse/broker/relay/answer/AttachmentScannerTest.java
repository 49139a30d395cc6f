package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentScannerTest {
    private static final String ONE = "0fa1b2c3-0000-4000-8000-00000000000a";
    private static final String TWO = "1fa1b2c3-0000-4000-8000-00000000000b";

    @Test
    void tellsTheIdsOfAttachmentsAnywhereInTheAnswer() {
        assertThat(
                        seen(
                                "[{\"assets\":[{\"id\":1,\"uuid\":\""
                                        + ONE
                                        + "\"}]},{\"x\":{\"uuid\" : \""
                                        + TWO
                                        + "\"}}]"))
                .containsExactly(ONE, TWO);
    }

    @Test
    void findsAnIdHoweverTheAnswerIsSplit() {
        String answer = "{\"body\":\"\u00fc\uD83D\uDE00\",\"assets\":[{\"uuid\":\"" + ONE + "\"}]}";
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        for (int split = 0; split <= bytes.length; split++) {
            assertThat(
                            seen(
                                    List.of(
                                            Unpooled.wrappedBuffer(bytes, 0, split),
                                            Unpooled.wrappedBuffer(
                                                    bytes, split, bytes.length - split))))
                    .as("split at " + split)
                    .containsExactly(ONE);
        }
        List<ByteBuf> single = new ArrayList<>();
        for (byte b : bytes) {
            single.add(Unpooled.wrappedBuffer(new byte[] {b}));
        }
        assertThat(seen(single)).as("byte by byte").containsExactly(ONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"body\":\"\\\"uuid\\\":\\\"" + ONE + "\\\"\"}",
                "{\"body\":\"" + ONE + "\"}",
                "{\"browser_download_url\":\"/attachments/" + ONE + "\"}",
                "{\"uuid\":\"x " + ONE + "\"}",
                "{\"uuid\":\"" + ONE + "x\"}",
                "{\"uuid\":[\"" + ONE + "\"]}",
                "{\"uuid\":{\"a\":\"" + ONE + "\"}}",
                "{\"UUID\":\"" + ONE + "\"}",
                "{\"uuid\":7}",
                "{\"uuid\":null}",
                "{<\"uuid\":\"" + ONE + "\"}",
                "\"uuid\"",
                "uuid: " + ONE,
                "",
            })
    void seesNoIdInWhatIsNotForgejosOwnMember(String answer) {
        assertThat(seen(answer)).isEmpty();
    }

    @Test
    void stopsAtWhatIsNotJson() {
        assertThat(seen("{\"uuid\":\"" + ONE + "\"}} {\"uuid\":\"" + TWO + "\"}"))
                .as("what came before was JSON, what comes after is not looked at")
                .containsExactly(ONE);
    }

    @Test
    void leavesTheBytesToTheirReader() {
        ByteBuf bytes = Unpooled.copiedBuffer("{\"a\":1}", StandardCharsets.UTF_8);
        AttachmentScanner scanner = new AttachmentScanner(uuid -> {});

        scanner.scan(bytes);

        assertThat(bytes.readableBytes()).isEqualTo(7);
        assertThat(bytes.refCnt()).isEqualTo(1);
    }

    private static List<String> seen(String answer) {
        return seen(List.of(Unpooled.copiedBuffer(answer, StandardCharsets.UTF_8)));
    }

    private static List<String> seen(List<ByteBuf> pieces) {
        List<String> seen = new ArrayList<>();
        AttachmentScanner scanner = new AttachmentScanner(seen::add);
        pieces.forEach(scanner::scan);
        return seen;
    }
}
