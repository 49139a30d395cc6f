package dev.gatehouse.broker.git;

import static dev.gatehouse.broker.git.TestingPackets.NEW;
import static dev.gatehouse.broker.git.TestingPackets.OLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class FetchRequestTest {
    @Test
    void asksForCommitsAndTreesAtOnce() {
        byte[] request = FetchRequest.of(ObjectFormat.SHA1, List.of(NEW), List.of(OLD));

        assertThat(UploadRequest.parse(request))
                .isEqualTo(
                        new Parsing.Parsed(
                                new UploadRequest(
                                        "fetch",
                                        List.of(NEW),
                                        1,
                                        1,
                                        Optional.of("blob:none"),
                                        OptionalInt.empty())));
        assertThat(TestingPackets.latin1(request))
                .contains("object-format=sha1\n", "done\n")
                .doesNotContain("thin-pack");
    }

    @Test
    void asksForNothingThatIsNoId() {
        assertThatThrownBy(() -> FetchRequest.of(ObjectFormat.SHA256, List.of(NEW), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FetchRequest.of(ObjectFormat.SHA1, List.of(), List.of(NEW + "\n")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
