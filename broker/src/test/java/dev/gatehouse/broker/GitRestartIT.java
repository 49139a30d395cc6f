package dev.gatehouse.broker;

import static dev.gatehouse.broker.Workplace.HOOKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demoforge.DemoForge;
import dev.gatehouse.demoforge.misbehaviour.Misbehaviour;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A restart of the broker is a pause for git, not a failure.
@Timeout(120)
class GitRestartIT {
    @TempDir Path directory;

    private DemoForge forge;
    private TestingBroker broker;
    private GitWorker dev;
    private String clone;

    @BeforeEach
    void start() throws IOException {
        forge = DemoForge.start(directory.resolve("forge"));
        broker = startBroker();
        dev = new GitWorker(broker.socket("dev"), directory.resolve("home"));
        clone = dev.clone(HOOKS);
        dev.commit(clone, "restart.txt", "x\n");
    }

    @AfterEach
    void stop() throws IOException {
        dev.close();
        broker.close();
        forge.close();
    }

    @Test
    void endsAPushThatIsUnderWay() throws Exception {
        forge.misbehave(
                request -> request.path().endsWith("/git-receive-pack"),
                new Misbehaviour.DelaysHead(Duration.ofSeconds(2)));
        try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<GitWorker.Ended> push = worker.submit(this::push);
            awaitPushUpstream();

            broker.broker().stop(Duration.ofSeconds(20));

            assertThat(push.get().status()).as(push.get().output()).isZero();
        }
        assertThat(forge.refs("charles", "claude-hooks")).containsKey("refs/heads/dev/restart");
        assertThat(new AuditTrail(broker.auditFile()).of("outcome"))
                .hasSameSizeAs(new AuditTrail(broker.auditFile()).of("intent"));
    }

    @Test
    void takesAPushThatBeganWhileItWasAway() throws Exception {
        broker.close();
        try (ExecutorService worker = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<GitWorker.Ended> push = worker.submit(this::push);
            Thread.sleep(1000);
            assertThat(push.isDone()).as("it waits").isFalse();

            broker = startBroker();

            assertThat(push.get().status()).as(push.get().output()).isZero();
        }
        assertThat(forge.refs("charles", "claude-hooks")).containsKey("refs/heads/dev/restart");
    }

    private TestingBroker startBroker() throws IOException {
        return TestingBroker.of(directory, forge.url())
                .agent("dev", "dev-bot", forge.token("dev-bot"), Workplace.GRANTS)
                .start();
    }

    private GitWorker.Ended push() throws IOException {
        return dev.git(clone, "push", "origin", "HEAD:refs/heads/dev/restart");
    }

    private void awaitPushUpstream() throws InterruptedException {
        while (forge.requests().stream()
                .noneMatch(request -> request.path().endsWith("/git-receive-pack"))) {
            Thread.sleep(20);
        }
    }
}
