package dev.gatehouse.broker.relay.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DroppedNamesTest {
    @Test
    void listsNamesInTheirOrder() {
        assertThat(DroppedNames.header(List.of("go-get", "files[].x", "a_b")))
                .isEqualTo("go-get, files[].x, a_b");
    }

    @Test
    void replacesWhatCannotStandInAHeader() {
        assertThat(DroppedNames.header(List.of("a\r\nSet-Cookie: b", "ü, c", "\uD83D\uDE00")))
                .isEqualTo("a??Set-Cookie??b, ???c, ?");
    }

    @Property(tries = 300)
    void isAShortPlainValueWhateverTheAgentSends(@ForAll List<String> names) {
        assertThat(DroppedNames.header(names))
                .matches("[A-Za-z0-9_.\\[\\]?, -]*")
                .hasSizeLessThan(20 * 42);
    }

    @Test
    void cutsLongListsAndLongNames() {
        assertThat(DroppedNames.header(Collections.nCopies(100, "x".repeat(100))))
                .isEqualTo(String.join(", ", Collections.nCopies(20, "x".repeat(40))));
    }
}
