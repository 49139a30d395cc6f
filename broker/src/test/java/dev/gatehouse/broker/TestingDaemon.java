package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ConfigurationReader;
import dev.gatehouse.broker.credential.source.EffectiveUser;
import dev.gatehouse.broker.doctor.token.ForgeDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/// The part of the composition root that asks the forge; it serves nothing.
public final class TestingDaemon implements Daemon {
    @Override
    public void serve(Path file, ConfigurationReader reader, Configuration configuration) {
        throw new AssertionError("this command serves nothing");
    }

    @Override
    public Running start(Configuration configuration) {
        throw new AssertionError("this command serves nothing");
    }

    @Override
    public SortedMap<AgentName, String> checkTokens(Configuration configuration)
            throws IOException {
        return TokenCheck.run(configuration, surroundings(uid()));
    }

    @Override
    public Enquiry enquire(Configuration configuration, int user) throws IOException {
        return ForgeEnquiry.about(configuration, surroundings(user));
    }

    @Override
    public ForgeDesk openDesk(Configuration configuration, Agent agent, int brokerUid)
            throws IOException {
        return TokenDesk.open(
                configuration, agent, surroundings(brokerUid).tokenSourcesOf(brokerUid));
    }

    @Override
    public Optional<String> dockerHost() {
        return Optional.empty();
    }

    @Override
    public int uid() {
        try {
            return EffectiveUser.uid();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Optional<Path> forgeCommand() {
        return Optional.empty();
    }

    private static Surroundings surroundings(int user) {
        return new Surroundings("test", user, Optional.empty(), Optional.empty(), Map.of());
    }
}
