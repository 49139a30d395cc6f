package dev.gatehouse.demoforge.misbehaviour;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;

/// How an echo shows a credential.
public enum Disguise {
    /// The header's whole value.
    HEADER,
    /// The bare token.
    RAW,
    /// Base64 of `user:token`.
    BASIC_WITH_USER,
    /// Base64 of `:token`.
    BASIC_WITHOUT_USER,
    /// Every byte of the token as `%xx`.
    PERCENT;

    /// The form of `token`, which came in as `header`.
    public String of(String header, String token) {
        return switch (this) {
            case HEADER -> header;
            case RAW -> token;
            case BASIC_WITH_USER -> base64("user:" + token);
            case BASIC_WITHOUT_USER -> base64(":" + token);
            case PERCENT ->
                    HexFormat.of()
                            .withPrefix("%")
                            .formatHex(token.getBytes(StandardCharsets.UTF_8));
        };
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
