package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.credential.CredentialState;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.upstream.ForgeSurvey;
import dev.gatehouse.broker.upstream.SightAnswer;
import dev.gatehouse.broker.upstream.VersionAnswer;
import java.io.IOException;
import java.util.List;

/// Asks the forge about the one agent of a configuration that is being written. What a daemon would
/// raise as an alarm is an answer here.
record ForgeEnquiry(Agent agent, Errand errand) implements Daemon.Enquiry {
    static ForgeEnquiry about(Configuration configuration, Surroundings surroundings)
            throws IOException {
        return new ForgeEnquiry(
                RoomSettings.agents(configuration).getFirst(),
                Errand.begin(
                        RoomSettings.forge(configuration),
                        configuration.policy(),
                        surroundings.tokenSources(),
                        _ -> {}));
    }

    @Override
    public VersionAnswer version() {
        return errand.ask(ForgeSurvey::version);
    }

    @Override
    public VersionAnswer versionByToken() {
        errand.check(List.of(agent));
        return errand.ask(
                agent.name(),
                (survey, loan) -> survey.version(loan),
                VersionAnswer.Unreachable::new);
    }

    @Override
    public CredentialState token() {
        errand.check(List.of(agent));
        return errand.state(agent.name());
    }

    @Override
    public SightAnswer repository(RepositoryName repository) {
        errand.check(List.of(agent));
        return errand.ask(
                agent.name(),
                (survey, loan) -> survey.repository(repository, loan),
                SightAnswer.Unreachable::new);
    }

    @Override
    public void close() {
        errand.close();
    }
}
