package dev.gatehouse.broker.worker.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FindingTest {
    private static final String NAME = "/state/a\n  holds  tokens\u001b[2K\r\u202e";

    @Test
    void aFilesNameForgesNoLineOfTheReportAndMovesNoCursor() {
        Finding finding = new Finding(Invariant.SET_UID, List.of(NAME + " is SUID"), NAME);

        assertThat(finding.breaches())
                .as("a breach is one line that shows what is in the name")
                .containsExactly(
                        "/state/a<U+000A>  holds  tokens<U+001B>[2K<U+000D><U+202E> is SUID");
        assertThat(finding.seen())
                .as("and so is what was seen")
                .isEqualTo("/state/a<U+000A>  holds  tokens<U+001B>[2K<U+000D><U+202E>");
    }
}
