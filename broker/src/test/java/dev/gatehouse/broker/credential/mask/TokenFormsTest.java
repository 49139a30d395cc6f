package dev.gatehouse.broker.credential.mask;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFormsTest {
    private static final String TOKEN = "4f6a>?d~b/0=e8+c&1\"97<\\%2a'5_c3-b6.d";
    private static final TokenMask MASK =
            TokenMask.of(List.of(TokenForms.of(TOKEN.getBytes(US_ASCII))));

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "u:", "dev:", "dev-bot:", "x-access-token:", "token "})
    void findsTheTokenInBase64WhateverStandsBeforeIt(String before) {
        for (Base64.Encoder encoder :
                List.of(
                        Base64.getEncoder(),
                        Base64.getUrlEncoder(),
                        Base64.getEncoder().withoutPadding(),
                        Base64.getUrlEncoder().withoutPadding())) {
            for (String after : List.of("", "\n", "ab", "abc")) {
                String text = encoder.encodeToString((before + TOKEN + after).getBytes(US_ASCII));

                String masked = MASK.mask(text);

                long stars = masked.chars().filter(c -> c == '*').count();
                assertThat(stars)
                        .as("all but one character at each edge of the token in %s", text)
                        .isGreaterThanOrEqualTo(TOKEN.length() * 8L / 6 - 2);
            }
        }
    }

    @Test
    void hidesTheBasicHeaderOfLfsToTheLastCharacter() {
        String basic = Base64.getEncoder().encodeToString((":" + TOKEN).getBytes(US_ASCII));

        assertThat(MASK.mask("Basic " + basic)).isEqualTo("Basic " + "*".repeat(basic.length()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    percent, upper | 4f6a%3E%3Fd~b%2F0%3De8%2Bc%261%2297%3C%5C%252a%275_c3-b6.d
                    percent, lower | 4f6a%3e%3fd~b%2f0%3de8%2bc%261%2297%3c%5c%252a%275_c3-b6.d
                    JSON           | 4f6a>?d~b/0=e8+c&1\\"97<\\\\%2a'5_c3-b6.d
                    HTML           | 4f6a&gt;?d~b/0=e8+c&amp;1&#34;97&lt;\\%2a&#39;5_c3-b6.d
                    """)
    void findsTheToken(String name, String form) {
        assertThat(MASK.mask("[" + form + "]"))
                .as(name)
                .isEqualTo("[" + "*".repeat(form.length()) + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%%%02x", "%%%02X", "\\u%04x", "\\u%04X", "%02x", "%02X"})
    void findsTheTokenWithEveryByteEncoded(String format) {
        StringBuilder form = new StringBuilder();
        TOKEN.chars().forEach(c -> form.append(format.formatted(c)));

        assertThat(MASK.mask(form.toString())).isEqualTo("*".repeat(form.length()));
    }

    @Test
    void findsAForgejoTokenInAnUrl() {
        String token = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";
        TokenMask mask = TokenMask.of(List.of(TokenForms.of(token.getBytes(US_ASCII))));

        assertThat(mask.mask("https://dev:" + URLEncoder.encode(token, UTF_8) + "@forge"))
                .isEqualTo("https://dev:" + "*".repeat(40) + "@forge");
    }

    @Test
    void showsNoTokenAsText() {
        TokenForms forms = TokenForms.of(TOKEN.getBytes(US_ASCII));

        assertThat(forms.toString() + TokenMask.of(List.of(forms)))
                .doesNotContain(TOKEN.substring(0, 4));
    }
}
