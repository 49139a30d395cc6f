package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.DELIMITER;
import static dev.gatehouse.broker.git.TestingPackets.FLUSH;
import static dev.gatehouse.broker.git.TestingPackets.NEW;
import static dev.gatehouse.broker.git.TestingPackets.NEW_256;
import static dev.gatehouse.broker.git.TestingPackets.OLD;
import static dev.gatehouse.broker.git.TestingPackets.bytes;
import static dev.gatehouse.broker.git.TestingPackets.packet;
import static dev.gatehouse.broker.git.TestingPackets.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LsRefsTest {
    private static final String MAIN = packet(OLD + " refs/heads/main\n");

    @Test
    void readsTheHeadsOfBranches() throws NotGit {
        String answer =
                MAIN + packet(NEW + " refs/heads/" + utf8("höhe") + " peeled:" + OLD) + FLUSH;

        assertThat(LsRefs.parse(bytes(answer)))
                .isEqualTo(Map.of("refs/heads/main", OLD, "refs/heads/höhe", NEW));
    }

    @Test
    void trustsNoOtherRefThanBranches() throws NotGit {
        String answer =
                packet(NEW + " HEAD symref-target:refs/heads/main")
                        + packet(NEW + " refs/pull/1/head\n")
                        + packet(NEW + " refs/headset/x\n")
                        + packet(NEW + " refs/heads/\u00ff\n")
                        + MAIN
                        + FLUSH;

        assertThat(LsRefs.parse(bytes(answer))).isEqualTo(Map.of("refs/heads/main", OLD));
    }

    @Test
    void anEmptyRepositoryHasNone() throws NotGit {
        assertThat(LsRefs.parse(bytes(FLUSH))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void refuses(String what, String answer) {
        assertThatThrownBy(() -> LsRefs.parse(bytes(answer))).as(what).isInstanceOf(NotGit.class);
    }

    static Stream<Arguments> refuses() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("an answer that is cut between packets", MAIN),
                arguments("an answer that is cut within a packet", MAIN + "003"),
                arguments("more behind the end", MAIN + FLUSH + "0"),
                arguments("a delimiter", MAIN + DELIMITER),
                arguments("an error", packet("ERR no such repository") + FLUSH),
                arguments("an unborn head", packet("unborn HEAD") + FLUSH),
                arguments("an id alone", packet(OLD) + FLUSH),
                arguments("a branch twice", MAIN + packet(NEW + " refs/heads/main") + FLUSH),
                arguments("ids of two lengths", MAIN + packet(NEW_256 + " refs/heads/b") + FLUSH));
    }
}
