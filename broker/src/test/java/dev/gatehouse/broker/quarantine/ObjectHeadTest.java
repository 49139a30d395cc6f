package dev.gatehouse.broker.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.git.ObjectFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectHeadTest {
    private static final String A = "a".repeat(40);
    private static final String B = "b".repeat(40);
    private static final String C = "c".repeat(40);
    private static final String PEOPLE = "author x <x> 1 +0000\ncommitter x <x> 1 +0000\n";

    private static Optional<CommitObject> commit(String text) {
        return ObjectHead.commit(text.getBytes(StandardCharsets.ISO_8859_1), ObjectFormat.SHA1);
    }

    @Test
    void readsTreeAndParents() {
        String signed =
                "gpgsig -----BEGIN PGP SIGNATURE-----\n \n aGVsbG8=\n -----END PGP SIGNATURE-----\n"
                        + "mergetag object "
                        + C
                        + "\n type commit\n tag v\n \n the tree of the parents\n";

        assertThat(
                        commit(
                                "tree "
                                        + A
                                        + "\nparent "
                                        + B
                                        + "\nparent "
                                        + C
                                        + "\n"
                                        + PEOPLE
                                        + signed
                                        + "\ntree "
                                        + C
                                        + " in a message is only text\n"))
                .contains(new CommitObject(A, List.of(B, C)));
        assertThat(commit("tree " + A + "\n" + PEOPLE + "\nm"))
                .contains(new CommitObject(A, List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tree %s\n",
                " tree %s\n",
                "x-note a\n tree %s\n",
                "x-note a\n \ttree  %s\n",
                "x-note a\n\u00a0tree %s\n",
                "parent %s\n",
                "gpgsig x\ntree %s\n",
                "tree \t%s\r\n",
            })
    void readsNoCommitThatSaysTwiceWhatItIs(String line) {
        assertThat(
                        commit(
                                "tree "
                                        + A
                                        + "\nparent "
                                        + B
                                        + "\n"
                                        + PEOPLE
                                        + line.formatted(C)
                                        + "\nm"))
                .as("another reader takes the second")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "tree", "tree x\n\n", "parent " + "a" + "\n", "TREE a\n"})
    void readsNoCommitWithoutATree(String text) {
        assertThat(commit(text)).isEmpty();
    }

    @Test
    void readsNoHeaderThatIsCutOff() {
        assertThat(commit("tree " + A + "\n" + PEOPLE))
                .as("what follows may say something else")
                .isEmpty();
    }

    @Test
    void readsWhatATagNames() {
        String tag = "object " + A + "\ntype commit\ntag v\ntagger x <x> 1 +0000\n";

        assertThat(tag(tag + "\nobject " + B)).contains(A);
        assertThat(tag(tag + "object " + B + "\n\nm")).as("two objects").isEmpty();
        assertThat(tag("type commit\n\n")).isEmpty();
    }

    private static Optional<String> tag(String text) {
        return ObjectHead.tag(text.getBytes(StandardCharsets.ISO_8859_1), ObjectFormat.SHA1);
    }

    @Property(tries = 500)
    void readsAnyBytesWithoutHarm(@ForAll byte[] bytes) {
        assertThat(ObjectHead.commit(bytes, ObjectFormat.SHA256)).isEmpty();
        assertThat(ObjectHead.tag(bytes, ObjectFormat.SHA256)).isEmpty();
    }
}
