package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.FLUSH;
import static dev.gatehouse.broker.git.TestingPackets.OLD;
import static dev.gatehouse.broker.git.TestingPackets.ZEROS;
import static dev.gatehouse.broker.git.TestingPackets.bytes;
import static dev.gatehouse.broker.git.TestingPackets.latin1;
import static dev.gatehouse.broker.git.TestingPackets.packet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushAdvertisementTest {
    private static final String SERVICE = packet("# service=git-receive-pack\n") + FLUSH;
    private static final String REST =
            packet(OLD + " refs/heads/\u00ff\n") + packet("shallow " + OLD) + FLUSH;
    private static final String OFFERED =
            "report-status delete-refs push-cert=1700-abc side-band-64k session-id=1-2 push-options"
                    + " object-format=sha1 agent=git/2.50";
    private static final String PASSED =
            "report-status delete-refs side-band-64k push-options object-format=sha1 agent=git/2.50"
                    + " no-thin";

    @Test
    void takesOutWhatThePushCannotHaveAndAsksForWholePacks() throws NotGit {
        String main = OLD + " refs/heads/main\0";

        assertThat(filtered(SERVICE + packet(main + OFFERED + "\n") + REST, 1000))
                .isEqualTo(SERVICE + packet(main + PASSED + "\n") + REST);
    }

    @Test
    void changesAnEmptyRepositorysToo() throws NotGit {
        String none = ZEROS + " capabilities^{}\0";

        assertThat(filtered(SERVICE + packet(none + OFFERED) + FLUSH, 1000))
                .isEqualTo(SERVICE + packet(none + PASSED + "\n") + FLUSH);
    }

    @Test
    void readsPiecesAsTheWhole() throws NotGit {
        String answer = SERVICE + packet(OLD + " refs/heads/\u00e9\0 no-thin " + OFFERED) + REST;

        for (int piece = 1; piece < answer.length(); piece++) {
            assertThat(filtered(answer, piece))
                    .as("pieces of " + piece)
                    .isEqualTo(filtered(answer, answer.length()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>",
                "0000",
                "001f# service=git-receive-pack\n0001",
                "001e# service=git-upload-pack\n0000",
                "001f# service=git-receive-pack\n000eversion 1\n",
                "001f# service=git-receive-pack\n00000000",
                "001f# service=git-receive-pack\n0000000cERR no\n\n",
                "001f# service=git-receive-pack\n0000000cERR\0no\n\n",
            })
    void refusesWhatIsNoAdvertisement(String answer) {
        assertThatThrownBy(() -> filtered(answer, 1000))
                .isInstanceOf(NotGit.class)
                .message()
                .doesNotContain("ERR", "html");
    }

    @Test
    void passesAWikiThatIsNotThereYet() throws NotGit {
        assertThat(filtered(SERVICE, 7)).isEqualTo(SERVICE);
    }

    @Test
    void refusesARefWithoutCapabilities() {
        assertThatThrownBy(() -> filtered(SERVICE + packet(OLD + " refs/heads/main\n"), 1000))
                .isInstanceOf(NotGit.class);
    }

    @Test
    void refusesCapabilitiesThatLeaveNoRoom() {
        String first = OLD + " refs/heads/main\0" + "x".repeat(65516 - 57);

        assertThatThrownBy(() -> filtered(SERVICE + packet(first), 100_000))
                .isInstanceOf(NotGit.class);
    }

    @Test
    void refusesAnAnswerThatEndsInItsHead() throws NotGit {
        PushAdvertisement advertisement = new PushAdvertisement();

        assertThat(latin1(advertisement.accept(bytes(SERVICE + "00")))).isEqualTo(SERVICE);
        assertThatThrownBy(advertisement::end).isInstanceOf(NotGit.class);
    }

    private static String filtered(String answer, int piece) throws NotGit {
        PushAdvertisement advertisement = new PushAdvertisement();
        byte[] bytes = bytes(answer);
        StringBuilder out = new StringBuilder();
        for (int at = 0; at < bytes.length; at += piece) {
            int end = Math.min(bytes.length, at + piece);
            out.append(latin1(advertisement.accept(Arrays.copyOfRange(bytes, at, end))));
        }
        return out + latin1(advertisement.end());
    }
}
