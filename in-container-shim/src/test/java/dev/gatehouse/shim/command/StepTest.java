package dev.gatehouse.shim.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTest {
    private static Step read(String json) throws Failure {
        return Step.read(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsEachKind() throws Failure {
        assertThat(read("{\"git\":[\"fetch\",\"origin\",\"+refs/pull/3/head:pr-3\"]}"))
                .isEqualTo(new Step.Git(List.of("fetch", "origin", "+refs/pull/3/head:pr-3")));
        assertThat(read("{\"upload\":{\"path\":\"/api/v1/x?name=a\",\"file\":\"dist/x.zip\"}}"))
                .isEqualTo(new Step.Upload("/api/v1/x?name=a", "dist/x.zip"));
        assertThat(read("{\"download\":{\"path\":\"/attachments/u\",\"file\":\"-\"}}"))
                .isEqualTo(new Step.Download("/attachments/u", "-"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "null",
                "\"git\"",
                "{\"git\":[\"fetch\"],\"upload\":{}}",
                "{\"run\":[\"rm\",\"-rf\",\"/\"]}",
                "{\"git\":[]}",
                "{\"git\":\"fetch\"}",
                "{\"git\":[\"config\",\"core.sshCommand\",\"x\"]}",
                "{\"git\":[\"-c\",\"core.sshCommand=x\",\"fetch\"]}",
                "{\"git\":[\"fetch\",1]}",
                "{\"git\":[\"fetch\",[\"a\"]]}",
                "{\"git\":[\"fetch\",\"a\\u0000b\"]}",
                "{\"upload\":{\"path\":\"x\",\"file\":\"a\"}}",
                "{\"upload\":{\"path\":\"/x y\",\"file\":\"a\"}}",
                "{\"upload\":{\"path\":\"/x\\r\\nA: b\",\"file\":\"a\"}}",
                "{\"upload\":{\"path\":\"/x\"}}",
                "{\"download\":{\"path\":\"/x\",\"file\":\"\"}}",
                "{\"download\":{\"path\":\"/x\",\"file\":\"a\\u0000\"}}",
                "{\"download\":{\"path\":\"http://evil.test/\",\"file\":\"a\"}}",
            })
    void refusesAnythingElse(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(Failure.class)
                .hasMessageStartingWith("the broker's answer ");
    }
}
