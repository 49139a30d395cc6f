package dev.gatehouse.shim.lfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacketReaderTest {
    private static PacketReader reader(String text) {
        return new PacketReader(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    @Test
    void readsAMessage() throws IOException {
        PacketReader packets = reader("0009lock\n000bpath=a\n00010000");

        Message message = Message.read((Packet.Data) packets.read(), packets);

        assertThat(message.command()).isEqualTo("lock");
        assertThat(message.argument("path")).isEqualTo("a");
        assertThat(packets.read()).isInstanceOf(Packet.End.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0002", "0003", "fff1", "FFFF", "00g0", "-001", "0008abc"})
    void refusesALengthThatIsNone(String text) {
        assertThatThrownBy(() -> reader(text).read()).isInstanceOf(Failure.class);
    }

    @Property
    void readsOrRefusesWhateverComes(@ForAll byte[] bytes) throws IOException {
        PacketReader packets = new PacketReader(new ByteArrayInputStream(bytes));
        try {
            while (!(packets.read() instanceof Packet.End)) {
                // Nothing but an end or a failure may come of it.
            }
        } catch (Failure _) {
            // As said.
        }
    }
}
