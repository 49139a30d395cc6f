package dev.gatehouse.broker.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.gatehouse.broker.Eventually;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.worker.TestingRegistry.KilledCaller;
import dev.gatehouse.broker.worker.Workers.Deed;
import dev.gatehouse.broker.worker.Workers.Raised;
import dev.gatehouse.broker.worker.gate.Drain;
import dev.gatehouse.broker.worker.run.Ending;
import dev.gatehouse.broker.worker.run.RunOutput;
import dev.gatehouse.broker.worker.run.RunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RequiresDocker
@Timeout(120)
class ReplacementIT {
    @TempDir Path directory;

    private TestingWorker worker;
    private String sound;
    private String old;

    @BeforeEach
    void up() throws Exception {
        worker = TestingWorker.in(directory);
        sound = worker.soundImage();
        old = worker.workers().up(worker.spec(sound)).id();
        worker.says("echo kept > /state/worktrees/file; echo kept > $HOME/file");
    }

    @AfterEach
    void down() throws IOException {
        worker.close();
    }

    @Test
    void rollsToAnotherImageAndKeepsWhatTheAgentHas() throws Exception {
        String next = worker.image("next", "echo next");
        Raised raised = worker.workers().roll(worker.spec(next), Drain.DEFAULT);
        assertThat(raised.deed()).isEqualTo(Deed.REPLACED);
        assertThat(worker.says("forge; cat /state/worktrees/file $HOME/file"))
                .isEqualTo("next\nkept\nkept");
        assertThat(worker.containers()).containsExactly(worker.container());
        assertThat(worker.registry().told()).containsExactly(old, raised.id());
        assertThat(worker.workers().roll(worker.spec(next), Drain.DEFAULT).deed())
                .as("the same again")
                .isEqualTo(Deed.UNCHANGED);
    }

    @Test
    void putsTheOldContainerBackWhereTheNewOneIsNotWell() throws Exception {
        String failing = worker.image("failing", "echo no forge here >&2; exit 1");
        assertThatExceptionOfType(ReplacementFailed.class)
                .isThrownBy(() -> worker.workers().roll(worker.spec(failing), Drain.DEFAULT))
                .withMessageContainingAll("not updated", "runs again", "exit 1", "no forge here");
        assertTheOldOneServes();
    }

    @Test
    void putsTheOldContainerBackWhereTheNewOneDoesNotAnswerInTime() throws Exception {
        String hanging = worker.image("hanging", "trap '' TERM; while :; do sleep 1; done");
        Workers workers = worker.workers(worker.registry(), Duration.ofMillis(500));
        assertThatExceptionOfType(ReplacementFailed.class)
                .isThrownBy(() -> workers.roll(worker.spec(hanging), Drain.DEFAULT))
                .withMessageContaining("timed out");
        assertTheOldOneServes();
    }

    @Test
    void leavesTheOldContainerAloneWhereThereIsNoSuchImage() throws Exception {
        assertThatIOException()
                .isThrownBy(
                        () -> worker.workers().roll(worker.spec("gatehouse:none"), Drain.DEFAULT))
                .withMessageContaining("is not on this host");
        assertTheOldOneServes();
    }

    @Test
    void doesNotRollWhatIsNotThere() throws Exception {
        worker.workers().down(worker.agent(), worker.container(), false);
        assertThatIOException()
                .isThrownBy(() -> worker.workers().roll(worker.spec(sound), Drain.DEFAULT))
                .withMessageContaining("gatehouse worker up");
        assertThat(worker.containers()).isEmpty();
    }

    @Test
    void waitsForARunThatIsUnderWay() throws Exception {
        CompletableFuture<RunResult> run = begin("sleep 2; echo whole");
        Raised raised =
                worker.workers().roll(worker.spec(worker.image("next", "true")), Drain.DEFAULT);
        assertThat(run.get().ending()).isEqualTo(new Ending.Exited(0));
        assertThat(raised.deed()).isEqualTo(Deed.REPLACED);
    }

    @Test
    void namesTheRunsThatItWouldHaveToCutOff() throws Exception {
        CompletableFuture<RunResult> run = begin("sleep 4");
        String next = worker.image("next", "true");
        assertThatIOException()
                .isThrownBy(() ->
                        worker.workers()
                                .roll(worker.spec(next), Drain.atMost(Duration.ofMillis(200))))
                .withMessageContainingAll("1 run(s)", "sleep 4", "--now");
        assertTheOldOneServes();
        assertThat(run.get().ending()).isEqualTo(new Ending.Exited(0));
    }

    @Test
    void cutsRunsOffWhereItIsToldTo() throws Exception {
        CompletableFuture<RunResult> run = begin("sleep 600");
        worker.workers().roll(worker.spec(worker.image("next", "true")), Drain.NOW);
        assertThat(run.get().ending()).isInstanceOf(Ending.Lost.class);
    }

    @Test
    void settlesWhatAKilledReplacementLeftBeforeTheNewOneRan() throws Exception {
        String next = worker.image("next", "echo next");
        worker.registry().killNextCaller();
        assertThatExceptionOfType(KilledCaller.class)
                .isThrownBy(() -> worker.workers().roll(worker.spec(next), Drain.DEFAULT));
        assertThat(worker.containers())
                .containsExactly(worker.container(), worker.container() + ".before");
        worker.registry().answerAgain();
        assertThat(worker.workers().up(worker.spec(next)).deed())
                .as("the new one is well, and stays")
                .isEqualTo(Deed.UNCHANGED);
        assertThat(worker.containers()).containsExactly(worker.container());
        assertThat(worker.says("forge; cat /state/worktrees/file")).isEqualTo("next\nkept");
    }

    @Test
    void putsTheOldOneBackWhereAKilledReplacementLeftOneThatIsNotWell() throws Exception {
        String failing = worker.image("failing", "exit 1");
        worker.registry().killNextCaller();
        assertThatExceptionOfType(KilledCaller.class)
                .isThrownBy(() -> worker.workers().roll(worker.spec(failing), Drain.DEFAULT));
        worker.registry().answerAgain();
        assertThat(worker.workers().up(worker.spec(sound)).id()).isEqualTo(old);
        assertTheOldOneServes();
    }

    @Test
    void settlesEveryStateThatAKilledReplacementCanLeave() throws Exception {
        String name = worker.container();
        worker.docker().stopContainerCmd(old).withTimeout(2).exec();
        new Containers(worker.docker()).create(worker.spec(sound), name + ".new");
        assertThat(worker.workers().up(worker.spec(sound)).id())
                .as("stopped, but still in its place")
                .isEqualTo(old);
        assertTheOldOneServes();

        worker.docker().stopContainerCmd(old).withTimeout(2).exec();
        worker.docker().renameContainerCmd(old).withName(name + ".before").exec();
        new Containers(worker.docker()).create(worker.spec(sound), name + ".new");
        assertThat(worker.workers().up(worker.spec(sound)).id())
                .as("made way, and nobody took the place")
                .isEqualTo(old);
        assertTheOldOneServes();
    }

    @Test
    void takesDownOnceTheRunsUnderWayHaveEnded() throws Exception {
        CompletableFuture<RunResult> run = begin("sleep 2; echo whole");
        worker.workers().down(worker.agent(), worker.container(), false, Drain.DEFAULT);
        assertThat(run.get().ending()).isEqualTo(new Ending.Exited(0));
        assertThat(worker.containers()).isEmpty();
    }

    @Test
    void takesDownWhatAKilledReplacementLeft() throws Exception {
        worker.docker().renameContainerCmd(old).withName(worker.container() + ".before").exec();
        new Containers(worker.docker()).create(worker.spec(sound), worker.container());
        assertThat(worker.workers().down(worker.agent(), worker.container(), false)).isTrue();
        assertThat(worker.containers()).isEmpty();
    }

    @Test
    void saysWhatToDoWhereTheDaemonDiesInTheMiddle() throws Exception {
        String next = worker.image("next", "true");
        Registry dying = new DyingRegistry(worker.registry());
        Workers workers = worker.workers(dying, HealthCheck.DEFAULT.limit());
        assertThatExceptionOfType(ReplacementFailed.class)
                .isThrownBy(() -> workers.roll(worker.spec(next), Drain.DEFAULT))
                .withMessageContainingAll(
                        "could not be put back", "gatehouse worker up " + worker.agent());
        assertThat(worker.workers().up(worker.spec(sound)).id()).isEqualTo(old);
        assertTheOldOneServes();
    }

    private void assertTheOldOneServes() throws IOException {
        assertThat(worker.containers()).containsExactly(worker.container());
        assertThat(worker.registry().registered(worker.agent()).orElseThrow().id())
                .as("whom the daemon serves")
                .isEqualTo(old);
        assertThat(worker.inspect(worker.container()).orElseThrow().getId()).isEqualTo(old);
        assertThat(worker.says("forge && cat /state/worktrees/file $HOME/file"))
                .isEqualTo("kept\nkept");
    }

    private CompletableFuture<RunResult> begin(String script) throws Exception {
        CompletableFuture<RunResult> run =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return worker.dispatch()
                                .runAgent(worker.shell(script), RunOutput.discarded());
                    } catch (IOException failed) {
                        throw new UncheckedIOException(failed);
                    }
                });
        Eventually.eventually(() -> !worker.dispatch().runsUnderWay(worker.container()).isEmpty());
        return run;
    }

    /// Answers the first question and nothing after it.
    private record DyingRegistry(TestingRegistry registry) implements Registry {
        @Override
        public Optional<Registered> registered(AgentName agent) throws IOException {
            return registry.registered(agent);
        }

        @Override
        public void register(AgentName agent, Registered container) throws IOException {
            throw new IOException("the daemon does not answer");
        }

        @Override
        public void forget(AgentName agent) {}

        @Override
        public List<Hit> search(Content content) {
            return List.of();
        }
    }
}
