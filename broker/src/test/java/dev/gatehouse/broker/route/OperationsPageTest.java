package dev.gatehouse.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OperationsPageTest {
    private static final Path PAGE = TestingRepository.root().resolve("docs/operations.md");

    @Test
    void thePageSaysWhatTheCatalogueSays() throws IOException {
        String page = OperationsPage.of(Catalogue.load());
        if (Boolean.getBoolean("gatehouse.write")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }

        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/operations.md is stale: run this test with -Dgatehouse.write=true")
                .isEqualTo(page);
    }
}
