package dev.gatehouse.broker.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunFramesTest {
    @ParameterizedTest
    @MethodSource
    void takesOnlyTheFirstLineForTheGroup(List<String> parts, String group, String rest) {
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        RunFrames frames = frames(error);
        parts.forEach(part -> frames.onNext(frame(part.getBytes(StandardCharsets.UTF_8))));
        assertThat(frames.group(Duration.ZERO)).isEqualTo(group);
        assertThat(error.toString(StandardCharsets.UTF_8)).isEqualTo(rest);
    }

    static Stream<Arguments> takesOnlyTheFirstLineForTheGroup() {
        return Stream.of(
                Arguments.of(List.of("12\n"), "12", ""),
                Arguments.of(List.of("12\nmore\n"), "12", "more\n"),
                Arguments.of(List.of("1", "2", "\n", "3\n"), "12", "3\n"),
                Arguments.of(List.of("12"), "", ""),
                Arguments.of(List.of("no such file\n"), "", "no such file\n"),
                Arguments.of(List.of("1", "2 files\n", "13\n"), "", "12 files\n13\n"),
                Arguments.of(List.of("-1\n"), "", "-1\n"),
                Arguments.of(List.of("\n12\n"), "", "\n12\n"),
                Arguments.of(List.of("123456789012\n"), "", "123456789012\n"));
    }

    @Property(tries = 200)
    void losesNoByteThatTheCommandWrote(
            @ForAll @Size(max = 200) byte[] written, @ForAll @IntRange(min = 1, max = 9) int step) {
        ByteArrayOutputStream error = new ByteArrayOutputStream();
        RunFrames frames = frames(error);
        byte[] all = new byte[written.length + 3];
        System.arraycopy(new byte[] {'4', '2', '\n'}, 0, all, 0, 3);
        System.arraycopy(written, 0, all, 3, written.length);
        for (int at = 0; at < all.length; at += step) {
            frames.onNext(frame(Arrays.copyOfRange(all, at, Math.min(all.length, at + step))));
        }
        assertThat(frames.group(Duration.ZERO)).isEqualTo("42");
        assertThat(error.toByteArray()).isEqualTo(written);
    }

    private static RunFrames frames(ByteArrayOutputStream error) {
        return new RunFrames(
                new CappedStream(new ByteArrayOutputStream(), 100),
                new CappedStream(error, 1_000_000));
    }

    private static Frame frame(byte[] payload) {
        return new Frame(StreamType.STDERR, payload);
    }
}
