package dev.gatehouse.broker.git;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Bytes that must be text.
final class Text {
    private Text() {}

    /// Empty for what is not UTF-8: the text that is given, written again, is the same bytes.
    static Optional<String> ifUtf8(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    static String of(byte[] bytes) throws NotGit {
        return ifUtf8(bytes).orElseThrow(() -> new NotGit("a line is not UTF-8"));
    }
}
