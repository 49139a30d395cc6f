package dev.gatehouse.demoforge.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class HunkFinderTest {
    private static final List<String> DIFF =
            """
            diff --git a/f b/f
            --- a/f
            +++ b/f
            @@ -1,3 +1,4 @@
             one
            -two
            +2
            +2.5
             three
            @@ -20 +21 @@ end
            -twenty
            +20
            """
                    .lines()
                    .toList();

    @Test
    void endsWithTheLineThatIsMeant() {
        assertThat(new HunkFinder(3, false).find(DIFF))
                .isEqualTo("@@ -1,3 +1,4 @@\n one\n-two\n+2\n+2.5");
        assertThat(new HunkFinder(2, true).find(DIFF)).endsWith(" one\n-two");
        assertThat(new HunkFinder(21, false).find(DIFF))
                .isEqualTo("@@ -20 +21 @@ end\n-twenty\n+20");
    }

    @Test
    void isEmptyForALineThatDidNotChange() {
        assertThat(new HunkFinder(12, false).find(DIFF)).isEmpty();
    }
}
