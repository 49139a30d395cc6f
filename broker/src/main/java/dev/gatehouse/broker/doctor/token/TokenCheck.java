package dev.gatehouse.broker.doctor.token;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.credential.CredentialState;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Whether the agent's token is kept well, whose it is, and what else could be done with it.
///
/// A token that the operator's command prints is read only where this process has the broker's
/// user: the command was written for that one.
public record TokenCheck(Site site, AgentSettings settings, ForgeDesk.Source desks)
        implements Check {
    @Override
    public String name() {
        return "token";
    }

    @Override
    public Optional<AgentName> agent() {
        return Optional.of(settings.agent().name());
    }

    @Override
    public String byHand() {
        return "gatehouse token check";
    }

    @Override
    public void look(Findings findings) throws IOException {
        if (!isSourceSound(findings)) {
            return;
        }
        try (ForgeDesk desk = desks.open(settings.agent(), site.brokerUid())) {
            judge(desk, findings);
        }
    }

    private boolean isSourceSound(Findings findings) throws IOException {
        return switch (settings.agent().token()) {
            case TokenSource.TokenFile(var path) ->
                    new TokenFile(path.toAbsolutePath(), site.brokerUid()).examine(findings);
            case TokenSource.SystemdCredential _ -> true;
            case TokenSource.TokenCommand _ -> {
                boolean same = site.ownUid() == site.brokerUid();
                if (!same) {
                    findings.of(
                            Symptom.TOKEN_COMMAND_NOT_RUN,
                            "the token's command was not run as uid " + site.ownUid());
                }
                yield same;
            }
        };
    }

    private void judge(ForgeDesk desk, Findings findings) {
        String account = settings.agent().account().value();
        Map<String, String> words = Map.of("account", account, "source", source());
        switch (desk.state()) {
            case CredentialState.Verified _ -> {
                findings.ok("the token of %s is good".formatted(account));
                new TokenPower(settings, desk).examine(findings);
            }
            case CredentialState.Rejected _ ->
                    findings.of(Symptom.TOKEN_REJECTED, "the forge answers 401 to it", words);
            case CredentialState.Mismatch mismatch ->
                    findings.of(
                            Symptom.TOKEN_OF_ANOTHER_ACCOUNT,
                            "the token belongs to '%s', and the configuration says '%s'"
                                    .formatted(mismatch.actual(), account),
                            words);
            case CredentialState.Unproven unproven ->
                    findings.of(Symptom.TOKEN_UNPROVEN, unproven.why(), words);
            case CredentialState.Unverified unverified ->
                    findings.of(Symptom.TOKEN_UNCHECKED, unverified.why(), words);
            case CredentialState.Unreadable unreadable -> unreadable(unreadable, findings);
        }
    }

    private void unreadable(CredentialState.Unreadable unreadable, Findings findings) {
        if (site.ownUid() == 0 || site.ownUid() == site.brokerUid()) {
            findings.of(
                    Symptom.TOKEN_UNREADABLE,
                    unreadable.problem(),
                    Map.of("remedy", unreadable.remedy()));
        } else {
            findings.of(Symptom.TOKEN_FILE_UNSEEN, unreadable.problem());
        }
    }

    private String source() {
        return switch (settings.agent().token()) {
            case TokenSource.TokenFile(var path) -> path.toString();
            case TokenSource.SystemdCredential(String name) ->
                    "the file that the unit's LoadCredential=" + name + " names";
            case TokenSource.TokenCommand _ -> "where the token's command finds it";
        };
    }
}
