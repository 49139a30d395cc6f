package dev.gatehouse.broker.listener;

import static dev.gatehouse.broker.listener.TestingAgents.DEV;
import static dev.gatehouse.broker.listener.TestingAgents.UID;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.listener.attest.Attestation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorkeeperTest {
    private static final ContainerId ID = new ContainerId("ab".repeat(32));
    private static final ContainerId OTHER = new ContainerId("cd".repeat(32));
    private static final Peer PEER = new Peer(UID, UID, 4711);
    private static final Agent FREE = TestingAgents.dev(Optional.empty());
    private static final Agent BOUND = TestingAgents.dev(Optional.of("gatehouse-dev"));

    @TempDir Path directory;

    private Registrations registrations;
    private Attestation attestation = new Attestation.Attested(ID);
    private int asked;

    @BeforeEach
    void open() throws IOException {
        registrations = Registrations.open(directory);
    }

    @Test
    void letsTheAgentsUserInWhereNothingIsSaidOfContainers() {
        attestation = new Attestation.OnHost();

        assertThat(identify(FREE)).isEqualTo(new Identity.Confirmed(PEER));
        assertThat(asked).as("attestations").isZero();
    }

    @Test
    void letsInWhoComesFromTheRegisteredContainer() throws IOException {
        register("gatehouse-dev");

        assertThat(identify(BOUND)).isEqualTo(new Identity.Confirmed(PEER.in(ID)));
        assertThat(identify(FREE))
                .as("a registration counts without the configuration too")
                .isEqualTo(new Identity.Confirmed(PEER.in(ID)));
    }

    @Test
    void refusesAnotherUserBeforeItLooksAnyFurther() throws IOException {
        register("gatehouse-dev");
        Peer other = new Peer(UID + 1, UID, 4711);

        assertThat(doorkeeper().identify(1, other, BOUND))
                .isEqualTo(new Identity.Denied(other, new PeerMismatch.OtherUser()));
        assertThat(asked).isZero();
    }

    @Test
    void refusesAnotherContainerAndSaysWhich() throws IOException {
        register("gatehouse-dev");
        attestation = new Attestation.Attested(OTHER);

        assertThat(identify(BOUND))
                .isEqualTo(new Identity.Denied(PEER.in(OTHER), new PeerMismatch.OtherOrigin(ID)));
    }

    @Test
    void refusesTheHost() throws IOException {
        register("gatehouse-dev");
        attestation = new Attestation.OnHost();

        assertThat(identify(FREE))
                .isEqualTo(new Identity.Denied(PEER, new PeerMismatch.OtherOrigin(ID)));
    }

    @Test
    void refusesWhoCannotBeLookedAt() throws IOException {
        register("gatehouse-dev");
        attestation = new Attestation.Unknown("it has ended");

        assertThat(identify(BOUND))
                .isEqualTo(new Identity.Denied(PEER, new PeerMismatch.Unattested("it has ended")));
    }

    @Test
    void refusesEveryoneWhileTheConfiguredContainerIsNotRegistered() {
        assertRefusal(BOUND, "'gatehouse-dev' is not registered", "gatehouse worker up dev");
    }

    @Test
    void refusesEveryoneWhileAnotherContainerIsRegisteredThanConfigured() throws IOException {
        register("older");

        assertRefusal(BOUND, "'older'", "'gatehouse-dev'", "gatehouse worker up dev");
    }

    @Test
    void refusesEveryoneWhileTheRegistrationIsDamaged() throws IOException {
        Files.writeString(directory.resolve("dev"), "half");
        registrations = Registrations.open(directory);

        assertRefusal(FREE, directory.resolve("dev").toString(), "gatehouse worker up dev");
    }

    private void assertRefusal(Agent agent, String... words) {
        assertThat(identify(agent))
                .isInstanceOfSatisfying(
                        Identity.Denied.class,
                        denied ->
                                assertThat(denied.mismatch())
                                        .isInstanceOfSatisfying(
                                                PeerMismatch.NoneRegistered.class,
                                                none -> assertThat(none.why()).contains(words)));
        assertThat(asked).isZero();
    }

    private void register(String name) throws IOException {
        registrations.put(DEV, new Container(name, ID));
    }

    private Identity identify(Agent agent) {
        return doorkeeper().identify(1, PEER, agent);
    }

    private Doorkeeper doorkeeper() {
        return new Doorkeeper(
                registrations,
                (socket, peer, registered) -> {
                    asked++;
                    return attestation;
                });
    }
}
