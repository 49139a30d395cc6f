package dev.gatehouse.broker.tool.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DraftTest {
    @ParameterizedTest
    @CsvSource({
        "Add notes,            WIP: Add notes,  Add notes",
        "WIP: Add notes,       WIP: Add notes,  Add notes",
        "wip:Add notes,        wip:Add notes,   Add notes",
        "[WIP] Add notes,      [WIP] Add notes, Add notes",
        "WIPE the disk,        WIP: WIPE the disk, WIPE the disk",
    })
    void marksATitleOnceAndTakesTheMarkAway(String title, String marked, String ready) {
        assertThat(Draft.mark(title)).isEqualTo(marked);
        assertThat(Draft.ready(title)).isEqualTo(ready);
    }
}
