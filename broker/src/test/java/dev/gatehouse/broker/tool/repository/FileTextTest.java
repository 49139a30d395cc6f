package dev.gatehouse.broker.tool.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gatehouse.broker.tool.forge.Forge;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FileTextTest {
    @Test
    void readsText() {
        assertThat(FileText.of(file("Zeile\n".getBytes(StandardCharsets.UTF_8))))
                .contains("Zeile\n");
        assertThat(FileText.of(file(new byte[0]))).contains("");
    }

    @Test
    void doesNotTakeBytesForText() {
        assertThat(FileText.of(file(new byte[] {(byte) 0xff, (byte) 0xfe}))).isEmpty();
        assertThat(FileText.of(file(new byte[] {'a', 0, 'b'}))).isEmpty();
        assertThat(FileText.of(Forge.object().put("type", "submodule"))).isEmpty();
    }

    @Property
    void readsBackWhatItWrites(@ForAll String written) {
        String text = new String(written.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        JsonNode file =
                Forge.object().put("encoding", "base64").put("content", FileText.encoded(text));

        assertThat(FileText.of(file)).isEqualTo(Optional.of(text).filter(t -> t.indexOf(0) < 0));
    }

    @Property
    void standsAnythingThatIsSaidToBeBase64(@ForAll String content) {
        JsonNode file = Forge.object().put("encoding", "base64").put("content", content);

        assertThatCode(() -> FileText.of(file)).doesNotThrowAnyException();
    }

    private static JsonNode file(byte[] content) {
        return Forge.object()
                .put("encoding", "base64")
                .put("content", Base64.getEncoder().encodeToString(content));
    }
}
