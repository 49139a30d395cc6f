package dev.gatehouse.broker.listener.attest;

import dev.gatehouse.broker.agent.ContainerId;

/// Where the process that connected runs.
public sealed interface Attestation {
    /// In this container, or in one that was started inside it.
    record Attested(ContainerId container) implements Attestation {}

    /// In no container.
    record OnHost() implements Attestation {}

    /// That could not be found out, so it is nowhere that is trusted.
    ///
    /// @param reason for the log: what the kernel did not say
    record Unknown(String reason) implements Attestation {}
}
