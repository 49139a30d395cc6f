package dev.gatehouse.broker.doctor;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.doctor.host.HostFiles;
import dev.gatehouse.broker.doctor.host.HostPrograms;
import dev.gatehouse.broker.doctor.host.Programs;
import dev.gatehouse.broker.doctor.state.StateCheck.Space;
import dev.gatehouse.broker.doctor.token.ForgeDesk;
import dev.gatehouse.broker.worker.sight.Sight;
import java.io.IOException;
import java.time.InstantSource;

/// What a checkup is made with.
///
/// @param ownUid the effective user of this process
/// @param version of this program
public record Means(
        int ownUid,
        String version,
        HostFiles host,
        Programs programs,
        Sight.Source engine,
        Desks desks,
        Space space,
        InstantSource clock) {
    /// Asks the forge with an agent's token.
    @FunctionalInterface
    public interface Desks {
        /// @param brokerUid whose files tokens have to be
        ForgeDesk open(Configuration configuration, Agent agent, int brokerUid) throws IOException;
    }

    public static Means ofThisHost(int ownUid, String version, Sight.Source engine, Desks desks) {
        return new Means(
                ownUid,
                version,
                HostFiles.OF_THIS_HOST,
                new HostPrograms(),
                engine,
                desks,
                Space.OF_THIS_HOST,
                InstantSource.system());
    }
}
