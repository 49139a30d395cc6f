package dev.gatehouse.demoforge.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MentionsTest {
    private final Account devBot = new Account(1, "dev-bot", "Dev Bot", Instant.EPOCH);

    @ParameterizedTest
    @CsvSource({
        "'@dev-bot, look', true",
        "'Ask @Dev-Bot.', true",
        "'(@dev-bot)', true",
        "'dev-bot', false",
        "'mail@dev-bot', false",
        "'@dev-bot2', false",
        "'@dev', false",
        "'/@dev-bot', false"
    })
    void findsANameOnlyWhereItIsMeant(String text, boolean isThere) {
        assertThat(Mentions.isIn(text, devBot)).isEqualTo(isThere);
    }
}
