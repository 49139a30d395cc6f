package dev.gatehouse.broker;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.credential.CredentialState;
import dev.gatehouse.broker.credential.source.TokenSources;
import dev.gatehouse.broker.doctor.token.ForgeDesk;
import dev.gatehouse.broker.upstream.ForgeSurvey;
import dev.gatehouse.broker.upstream.http.UpstreamSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// One agent's token, read and asked about as the daemon does, but in a hurry and without alarms.
record TokenDesk(Agent agent, Errand errand) implements ForgeDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    static TokenDesk open(Configuration configuration, Agent agent, TokenSources sources)
            throws IOException {
        Errand errand =
                Errand.begin(
                        hurried(RoomSettings.forge(configuration)),
                        configuration.policy(),
                        sources,
                        _ -> {});
        errand.check(List.of(agent));
        return new TokenDesk(agent, errand);
    }

    private static UpstreamSettings hurried(UpstreamSettings forge) {
        return new UpstreamSettings(
                forge.name(),
                forge.url(),
                forge.caFile(),
                shorter(forge.connect()),
                shorter(forge.firstByte()),
                shorter(forge.idle()));
    }

    private static Duration shorter(Duration configured) {
        return configured.compareTo(PATIENCE) < 0 ? configured : PATIENCE;
    }

    @Override
    public CredentialState state() {
        return errand.state(agent.name());
    }

    @Override
    public Answer ask(String target) {
        return errand.ask(
                agent.name(),
                (survey, loan) -> survey.get(target, loan).thenApply(TokenDesk::answer),
                Answer.Unanswered::new);
    }

    private static Answer answer(ForgeSurvey.Reply reply) {
        return switch (reply) {
            case ForgeSurvey.Reply.Whole(int status, String body) ->
                    new Answer.Answered(status, body);
            case ForgeSurvey.Reply.None(String why) -> new Answer.Unanswered(why);
        };
    }

    @Override
    public void close() {
        errand.close();
    }
}
