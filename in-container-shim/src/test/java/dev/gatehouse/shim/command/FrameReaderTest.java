package dev.gatehouse.shim.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.protocol.CommandFrame;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.TestingFrames;
import dev.gatehouse.shim.console.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
    private static FrameReader reader(byte[] bytes) {
        return new FrameReader(new ByteArrayInputStream(bytes));
    }

    @Test
    void readsFramesInTheirOrder() throws IOException {
        FrameReader reader =
                reader(
                        new TestingFrames()
                                .with(CommandFrame.OUTPUT, "Größe\n")
                                .with(CommandFrame.ERROR, "")
                                .with(CommandFrame.EXIT, "0")
                                .bytes());

        FrameReader.Frame first = reader.next();
        assertThat(first.kind()).isEqualTo(CommandFrame.OUTPUT);
        assertThat(first.bytes()).isEqualTo("Größe\n".getBytes(StandardCharsets.UTF_8));
        assertThat(reader.next().bytes()).isEmpty();
        assertThat(reader.next().kind()).isEqualTo(CommandFrame.EXIT);
    }

    @Test
    void readsTheLongestFrameThereMayBe() throws IOException {
        String text = "x".repeat(CommandFrame.MOST_BYTES);

        assertThat(
                        reader(new TestingFrames().with(CommandFrame.OUTPUT, text).bytes())
                                .next()
                                .bytes())
                .hasSize(CommandFrame.MOST_BYTES);
    }

    @ParameterizedTest
    @CsvSource({
        "'', broke off before its end",
        "o, broke off before its end",
        "o\\0\\0\\0, broke off before its end",
        "o\\0\\0\\0\\2x, broke off inside a piece",
        "q\\0\\0\\0\\0, of a kind that this forge does not know",
        "\\0\\0\\0\\0\\0, of a kind that this forge does not know",
        "O\\0\\0\\0\\0, of a kind that this forge does not know",
        "o\\0\\020\\0\\1, more than 1048576 bytes",
        "o\\377\\377\\377\\377, more than 1048576 bytes",
        "o\\177\\377\\377\\377, more than 1048576 bytes",
    })
    void refusesWhatIsNoFrame(String escaped, String complaint) {
        byte[] bytes = octets(escaped);

        assertThatThrownBy(() -> reader(bytes).next())
                .hasMessageContaining(complaint)
                .hasMessageContaining("the command may have had its effect")
                .asInstanceOf(InstanceOfAssertFactories.type(Failure.class))
                .extracting(Failure::exitCode)
                .isEqualTo(ExitCode.UNREACHABLE);
    }

    /// Backslash and up to three octal digits.
    private static byte[] octets(String escaped) {
        return escaped.translateEscapes().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Property
    void readsOrRefusesWhateverComes(@ForAll byte[] bytes) throws IOException {
        try {
            assertThat(reader(bytes).next().bytes()).hasSizeLessThan(bytes.length);
        } catch (Failure failure) {
            assertThat(failure).hasMessageStartingWith("the broker's answer ");
        }
    }
}
