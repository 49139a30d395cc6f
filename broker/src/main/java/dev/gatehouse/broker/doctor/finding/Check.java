package dev.gatehouse.broker.doctor.finding;

import dev.gatehouse.broker.agent.AgentName;
import java.io.IOException;
import java.util.Optional;

/// Looks at one thing and says what it finds. It changes nothing, keeps quiet about what another
/// check finds, and may be interrupted at any time. Each runs in a thread of its own.
public interface Check {
    /// In kebab-case; the id of what is fine.
    String name();

    /// Whom it is about; empty: the host.
    default Optional<AgentName> agent() {
        return Optional.empty();
    }

    /// Whatever it throws becomes a finding.
    void look(Findings findings) throws IOException, InterruptedException;

    /// The command that does the same without a time limit.
    default String byHand() {
        return "gatehouse doctor --verbose" + agent().map(agent -> " " + agent).orElse("");
    }
}
