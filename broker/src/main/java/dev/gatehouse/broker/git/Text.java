package dev.gatehouse.broker.git;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Bytes that must be text.
final class Text {
    private Text() {}

    /// Refuses what is not UTF-8, so that the text written again is the same bytes.
    static String of(byte[] bytes) throws NotGit {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            throw new NotGit("a line is not UTF-8");
        }
    }
}
