package dev.gatehouse.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class SupervisionTest {
    private static final String ALIVE = "WATCHDOG=1";

    @TempDir Path directory;

    private final AtomicBoolean answering = new AtomicBoolean(true);
    private TestingServiceManager systemd;
    private Supervision supervision;

    @BeforeEach
    void start() throws IOException {
        systemd = TestingServiceManager.in(directory, Map.of("WATCHDOG_USEC", "200000"));
        supervision =
                new Supervision(
                        systemd.notifier(),
                        () -> new Load(2, 1, 0).toString(),
                        _ -> answering.get());
    }

    @AfterEach
    void close() throws IOException {
        supervision.close();
        systemd.close();
    }

    @Test
    void saysWhatTheBrokerHasToDoBeforeItSaysThatItIsReady() throws InterruptedException {
        supervision.serving();
        systemd.await("READY=1");

        assertThat(systemd.heard())
                .startsWith("STATUS=2 agents, 1 connection, 0 calls under way", "READY=1");
    }

    @Test
    void givesSignsOfLifeOnlyWhileTheLoopsAnswer() throws InterruptedException {
        supervision.serving();
        systemd.await(ALIVE);

        answering.set(false);
        Thread.sleep(150);
        int before = signsOfLife();
        Thread.sleep(600);
        assertThat(signsOfLife()).as("a hung broker is not to be thought alive").isEqualTo(before);

        answering.set(true);
        while (signsOfLife() == before) {
            Thread.sleep(10);
        }
    }

    @Test
    void announcesAReloadAndItsEnd() throws InterruptedException {
        supervision.reloading();
        systemd.notifier().status("in between");
        supervision.reloaded();
        systemd.await("READY=1");

        assertThat(systemd.heard().getFirst()).startsWith("RELOADING=1\nMONOTONIC_USEC=");
        assertThat(systemd.heard().subList(1, 3)).containsExactly("STATUS=in between", "READY=1");
    }

    @Test
    void staysWithWhatItSaidAtTheStop() throws InterruptedException {
        supervision.stopping(Duration.ofSeconds(30));
        supervision.serving();
        systemd.await(ALIVE);

        assertThat(systemd.heard())
                .startsWith("STOPPING=1", "STATUS=stopping: calls under way have 30 s to end")
                .noneMatch(message -> message.startsWith("STATUS=2 agents"));
    }

    private int signsOfLife() {
        return Collections.frequency(systemd.heard(), ALIVE);
    }
}
