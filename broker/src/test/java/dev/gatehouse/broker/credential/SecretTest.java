package dev.gatehouse.broker.credential;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SecretTest {
    private static final String TOKEN = "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567";

    static Stream<String> notTokens() {
        return Stream.of(
                "",
                "short77",
                "canary with blanks",
                "canary\ttab-canary",
                "canary\r\nX-Injected: 1",
                "canary\u0000nul-canary",
                "canary\u007fdel-canary",
                "canary\u00e9latin-canary",
                "c".repeat(Secret.MOST_BYTES + 1));
    }

    @ParameterizedTest
    @MethodSource("notTokens")
    void refusesWhatCannotBeATokenWithoutQuotingIt(String text) {
        assertThatThrownBy(() -> Secret.copyOf(text.getBytes(ISO_8859_1)).close())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the token ")
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("short77");
    }

    @Test
    void takesTheLongestAndTheShortestToken() {
        try (Secret longest = secret("c".repeat(Secret.MOST_BYTES));
                Secret shortest = secret("c".repeat(Secret.FEWEST_BYTES))) {
            assertThat(longest.<Integer>use(bytes -> bytes.length)).isEqualTo(Secret.MOST_BYTES);
            assertThat(shortest.<Integer>use(bytes -> bytes.length)).isEqualTo(Secret.FEWEST_BYTES);
        }
    }

    @Test
    void keepsACopyOfItsOwn() {
        byte[] given = TOKEN.getBytes(ISO_8859_1);
        try (Secret secret = Secret.copyOf(given)) {
            given[0] = 'X';

            assertThat(secret.<String>use(bytes -> new String(bytes, ISO_8859_1))).isEqualTo(TOKEN);
        }
    }

    @Test
    void isWipedWhenClosed() {
        AtomicReference<byte[]> leaked = new AtomicReference<>(new byte[0]);
        Secret secret = secret(TOKEN);
        secret.use(bytes -> {
            leaked.set(bytes);
            return 0;
        });

        secret.close();

        assertThat(leaked.get()).as("its only array").hasSize(40).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(() -> secret.use(bytes -> bytes.length));
    }

    @Test
    void knowsTheSameTokenAgain() {
        try (Secret one = secret(TOKEN);
                Secret same = secret(TOKEN);
                Secret other = secret(TOKEN.replace('0', '1'))) {
            assertThat(one.sameAs(same)).isTrue();
            assertThat(one.sameAs(other)).isFalse();
        }
    }

    @Test
    void tellsNothingByTextOrEquality() {
        try (Secret one = secret(TOKEN);
                Secret same = secret(TOKEN)) {
            assertThat(one).hasToString("Secret[redacted]");
            assertThat(one).as("equality would let it be guessed").isNotEqualTo(same);
        }
    }

    private static Secret secret(String token) {
        return Secret.copyOf(token.getBytes(ISO_8859_1));
    }
}
