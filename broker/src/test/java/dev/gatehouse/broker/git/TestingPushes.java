package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.bytes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;

/// Readings of whole and cut heads, and what must be true of any.
final class TestingPushes {
    private TestingPushes() {}

    static Reading read(String latin1) {
        return read(bytes(latin1));
    }

    static Reading read(byte[] bytes) {
        return new PushRequestReader().accept(bytes, 0, bytes.length);
    }

    static PushRequest request(byte[] bytes) {
        assertThat(read(bytes)).isInstanceOf(Reading.Whole.class);
        return ((Reading.Whole) read(bytes)).request();
    }

    /// In pieces of 1 to `maxPiece` bytes; `taken` counts from the first of them.
    static Reading readInPieces(byte[] bytes, int maxPiece, Random random) {
        PushRequestReader reader = new PushRequestReader();
        Reading reading = new Reading.More();
        int at = 0;
        while (at < bytes.length && reading instanceof Reading.More) {
            int piece = Math.min(bytes.length - at, 1 + random.nextInt(maxPiece));
            reading = reader.accept(bytes, at, piece);
            if (reading instanceof Reading.Whole(PushRequest request, int taken)) {
                return new Reading.Whole(request, at + taken);
            }
            at += piece;
        }
        return reading;
    }

    /// What holds for whatever an agent sends.
    static void check(byte[] bytes) {
        Reading reading = read(bytes);
        assertThat(readInPieces(bytes, 1, new Random(0)))
                .as("read byte by byte as in one piece")
                .isEqualTo(reading);
        switch (reading) {
            case Reading.More() -> {}
            case Reading.Malformed(String problem) ->
                    assertThat(problem)
                            .as("in our own words")
                            .startsWith("the push cannot be read: ")
                            .matches("[ -~]{1,200}");
            case Reading.Whole(PushRequest request, int taken) -> {
                assertThat(taken).isBetween(4, bytes.length);
                checkWrittenAnew(request);
            }
        }
    }

    private static void checkWrittenAnew(PushRequest request) {
        byte[] encoded = request.encode();
        PushRequest again = request(encoded);
        assertThat(((Reading.Whole) read(encoded)).taken())
                .as("nothing is behind the end")
                .isEqualTo(encoded.length);
        assertThat(again.commands()).isEqualTo(request.commands());
        assertThat(again.shallow()).isEqualTo(request.shallow());
        assertThat(again.options()).isEqualTo(request.options());
        assertThat(again.format()).isEqualTo(request.format());
        assertThat(request.capabilities()).containsAll(again.capabilities());
        assertThat(again.encode()).as("written twice alike").isEqualTo(encoded);
    }
}
