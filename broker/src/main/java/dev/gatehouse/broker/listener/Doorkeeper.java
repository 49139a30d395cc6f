package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.listener.attest.Attestation;
import dev.gatehouse.broker.listener.attest.Attestor;

/// Decides who may come in at an agent's socket: the agent's user, out of the container that is
/// registered for it. Any thread.
final class Doorkeeper {
    private final Registrations registrations;
    private final Attestor attestor;

    Doorkeeper(Registrations registrations, Attestor attestor) {
        this.registrations = registrations;
        this.attestor = attestor;
    }

    /// @param socket the file descriptor of the accepted connection
    Identity identify(int socket, Peer peer, Agent agent) {
        if (peer.uid() != agent.socket().uid()) {
            return new Identity.Denied(peer, new PeerMismatch.OtherUser());
        }
        return switch (origin(agent)) {
            case ExpectedOrigin.Anywhere _ -> new Identity.Confirmed(peer);
            case ExpectedOrigin.Inside(ContainerId container) -> attested(socket, peer, container);
            case ExpectedOrigin.Nowhere(String why) ->
                    new Identity.Denied(peer, new PeerMismatch.NoneRegistered(why));
        };
    }

    private Identity attested(int socket, Peer peer, ContainerId registered) {
        return switch (attestor.attest(socket, peer, registered)) {
            case Attestation.Attested(ContainerId found) when found.equals(registered) ->
                    new Identity.Confirmed(peer.in(found));
            case Attestation.Attested(ContainerId found) ->
                    new Identity.Denied(peer.in(found), new PeerMismatch.OtherOrigin(registered));
            case Attestation.OnHost _ ->
                    new Identity.Denied(peer, new PeerMismatch.OtherOrigin(registered));
            case Attestation.Unknown(String reason) ->
                    new Identity.Denied(peer, new PeerMismatch.Unattested(reason));
        };
    }

    ExpectedOrigin origin(Agent agent) {
        return switch (registrations.of(agent.name())) {
            case Registration.Damaged(String problem) ->
                    new ExpectedOrigin.Nowhere(problem + ": " + register(agent));
            case Registration.None _ ->
                    agent.container()
                            .<ExpectedOrigin>map(name ->
                                    new ExpectedOrigin.Nowhere(
                                            "its container '"
                                                    + name
                                                    + "' is not registered: "
                                                    + register(agent)))
                            .orElseGet(ExpectedOrigin.Anywhere::new);
            case Registration.Of(Container container) -> inside(agent, container);
        };
    }

    private static ExpectedOrigin inside(Agent agent, Container container) {
        String wanted = agent.container().orElse(container.name());
        return wanted.equals(container.name())
                ? new ExpectedOrigin.Inside(container.id())
                : new ExpectedOrigin.Nowhere(
                        "container '"
                                + container.name()
                                + "' is registered, and the configuration names '"
                                + wanted
                                + "': "
                                + register(agent));
    }

    private static String register(Agent agent) {
        return "run 'gatehouse worker up " + agent.name() + "'";
    }
}
