package dev.gatehouse.broker.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.PublicWord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "FORGE_TOKEN",
                "token",
                "MY_SECRET",
                "DB_PASSWORD",
                "PGPASSWD",
                "AWS_CREDENTIALS",
                "ANTHROPIC_API_KEY",
                "apikey",
                "AccessKeyId",
                "PRIVATEKEY",
                "SSH_KEY_FILE",
                "BASIC_AUTH",
                "SSH_AUTH_SOCK",
            })
    void takesTheNameOfASecretForOne(String name) {
        assertThat(SecretNames.isSecret(name, "hunter2")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LANG",
                "KEYBOARD",
                "MONKEY",
                "GIT_COMMITTER_EMAIL",
                "GIT_AUTHOR_NAME",
                "GIT_AUTHOR_EMAIL",
                "GIT_AUTHOR_DATE",
                "GIT_CONFIG_KEY_0",
                "GIT_CONFIG_KEY_12",
                "GIT_CONFIG_VALUE_0",
                "GIT_CONFIG_COUNT",
            })
    void takesNoOtherNameForOne(String name) {
        assertThat(SecretNames.isSecret(name, "hunter2")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GIT_AUTHOR_TOKEN",
                "GIT_AUTHOR_NAMES",
                "MY_GIT_AUTHOR_NAME",
                "git_author_name",
                "GIT_CONFIG_KEY_",
                "GIT_CONFIG_KEY_0_TOKEN",
                "GIT_CONFIG_KEY_X",
                "GIT_CONFIG_KEY_0\n",
            })
    void exceptsGitsNamesToTheLetter(String name) {
        assertThat(SecretNames.isSecret(name, "hunter2")).isTrue();
    }

    @Test
    void thePublicWordIsNoSecretWhateverTheName() {
        assertThat(SecretNames.isSecret("ANTHROPIC_API_KEY", PublicWord.KEY_PLACEHOLDER)).isFalse();
        assertThat(PublicWord.KEY_PLACEHOLDER)
                .as("it stands in configurations and documents")
                .isEqualTo("gatehouse-keeps-the-key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gatehouse-keeps-the-key ",
                "gatehouse-keeps-the-key\nhunter2",
                "GATEHOUSE-KEEPS-THE-KEY",
                "x gatehouse-keeps-the-key",
            })
    void thePublicWordIsTheWholeValueOrNothing(String value) {
        assertThat(SecretNames.isSecret("ANTHROPIC_API_KEY", value)).isTrue();
    }
}
