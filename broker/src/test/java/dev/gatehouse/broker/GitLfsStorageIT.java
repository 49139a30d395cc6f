package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.lfs.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Where Forgejo keeps LFS objects in a bucket, and gives out addresses of another host.
@Timeout(120)
class GitLfsStorageIT {
    private static final String CONTENT = "kept elsewhere ".repeat(500);

    @TempDir Path directory;

    private DemoForge forge;
    private ObjectStore store;

    @BeforeEach
    void start() throws IOException {
        LfsWorker.assumeInstalled();
        forge = DemoForge.start(directory.resolve("forge"));
        try (TestingBroker broker = broker("");
                LfsWorker dev = worker(broker, "pusher")) {
            dev.push(dev.clone("push"), "far.bin", CONTENT);
        }
        store = forge.presignLfs();
    }

    @AfterEach
    void stop() throws IOException {
        if (forge != null) {
            forge.close();
        }
    }

    @Test
    void fetchesFromAConfiguredHostWithoutACredential() throws IOException {
        try (TestingBroker broker = broker("lfs-storage: [\"" + store.url() + "\"]");
                LfsWorker dev = worker(broker, "reader")) {
            String clone = dev.clone("read");

            dev.git().done(clone, "checkout", "--quiet", "origin/dev/far.bin");

            assertThat(dev.git().home().resolve(clone + "/far.bin")).hasContent(CONTENT);
        }
        assertThat(store.requests())
                .isNotEmpty()
                .allSatisfy(request -> {
                    assertThat(request.header("Authorization")).isEmpty();
                    assertThat(request.header("Cookie")).isEmpty();
                    assertThat(request.headers().toString() + request.target())
                            .doesNotContain(forge.token("dev-bot"));
                });
    }

    @Test
    void goesToNoOtherHost() throws IOException {
        try (TestingBroker broker = broker("");
                LfsWorker dev = worker(broker, "reader")) {
            String clone = dev.clone("read");

            GitWorker.Ended checkout =
                    dev.git().git(clone, "checkout", "--quiet", "origin/dev/far.bin");

            assertThat(checkout.output()).contains("a host that the broker does not know");
            assertThat(dev.git().home().resolve(clone + "/far.bin")).doesNotExist();
            assertThat(store.connections()).as("connections to it").isZero();
        }
    }

    private TestingBroker broker(String forgeLine) throws IOException {
        return TestingBroker.of(directory, forge.url(), forgeLine)
                .agent("dev", "dev-bot", forge.token("dev-bot"), Workplace.GRANTS)
                .start();
    }

    private LfsWorker worker(TestingBroker broker, String home) throws IOException {
        return new LfsWorker(new GitWorker(broker.socket("dev"), directory.resolve(home)));
    }
}
