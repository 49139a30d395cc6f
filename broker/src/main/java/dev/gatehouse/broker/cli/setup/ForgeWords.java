package dev.gatehouse.broker.cli.setup;

import dev.gatehouse.broker.agent.TokenSource;
import dev.gatehouse.broker.cli.Daemon;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.credential.CredentialState;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.broker.upstream.ForgejoVersion;
import dev.gatehouse.broker.upstream.SightAnswer;
import dev.gatehouse.broker.upstream.VersionAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Puts what the forge answers into words for who sets the broker up.
final class ForgeWords {
    private final Daemon.Enquiry enquiry;
    private final Configuration configuration;
    private final AgentSettings agent;
    private final BrokerUser user;

    ForgeWords(Daemon.Enquiry enquiry, Configuration configuration, BrokerUser user) {
        this.enquiry = enquiry;
        this.configuration = configuration;
        this.agent = configuration.agents().firstEntry().getValue();
        this.user = user;
    }

    Verdict version() {
        VersionAnswer answer = enquiry.version();
        return answer instanceof VersionAnswer.MembersOnly
                ? Verdict.good("the forge answers; it tells its version to its users only")
                : version(answer);
    }

    private Verdict version(VersionAnswer answer) {
        return switch (answer) {
            case VersionAnswer.Forgejo(ForgejoVersion version) when version.isTooOld() ->
                    Verdict.bad(
                            "the forge is Forgejo %s; upgrade it to %d or newer"
                                    .formatted(version, ForgejoVersion.OLDEST));
            case VersionAnswer.Forgejo(ForgejoVersion version)
                    when version.isNewerThanTheCatalogue() ->
                    Verdict.good(
                            "Forgejo %s; what it can do more than Forgejo %d is refused"
                                    .formatted(version, ForgejoVersion.NEWEST));
            case VersionAnswer.Forgejo(ForgejoVersion version) ->
                    Verdict.good("Forgejo " + version);
            case VersionAnswer.MembersOnly _ ->
                    Verdict.bad(
                            "the forge does not tell its version, even with the token; is it a"
                                    + " Forgejo?");
            case VersionAnswer.NotForgejo(String why) ->
                    Verdict.bad("no Forgejo answers there: " + why);
            case VersionAnswer.Unreachable(String why) ->
                    Verdict.bad(why + "; check the URL, and whether the forge is up");
        };
    }

    Verdict token() throws IOException {
        return switch (enquiry.token()) {
            case CredentialState.Verified _ ->
                    ownedByTheBroker("the token is one of '" + account() + "'");
            case CredentialState.Unproven _ ->
                    ownedByTheBroker(
                            "the token lacks read:user; the repositories have to prove whose it is");
            case CredentialState.Unreadable it -> Verdict.bad(it.problem() + "; " + it.remedy());
            case CredentialState.Rejected _ ->
                    Verdict.bad(
                            "the forge does not accept this token (401); make a new one as '%s' and write it to the file"
                                    .formatted(account()));
            case CredentialState.Mismatch it ->
                    Verdict.bad(
                            "this is a token of '%s', not of '%s'; name that account, or write a token of '%s' to the file"
                                    .formatted(it.actual(), account(), account()));
            case CredentialState.Unverified it ->
                    Verdict.bad(it.why() + "; check whether the forge is up");
        };
    }

    /// The check of the file trusts root; the daemon, which is another user, could not read it.
    private Verdict ownedByTheBroker(String note) throws IOException {
        return agent.agent().token() instanceof TokenSource.TokenFile(var file)
                        && !user.canRead(file)
                ? Verdict.bad(
                        "token file %s is not %s's, as whom the daemon runs; chown %s %s"
                                .formatted(file, user.name(), user.name(), file))
                : Verdict.good(note);
    }

    Verdict repositories() throws IOException {
        CredentialState state = enquiry.token();
        if (state instanceof CredentialState.Unproven it) {
            return Verdict.bad(it.why());
        }
        if (!(state instanceof CredentialState.Verified)) {
            return token();
        }
        // A forge that showed strangers nothing has not told its version yet.
        if (version(enquiry.versionByToken()) instanceof Verdict.Bad bad) {
            return bad;
        }
        List<String> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (RepositoryName repository : namedInFull()) {
            switch (enquiry.repository(repository)) {
                case SightAnswer.Seen _ -> notes.add(repository + " is there");
                case SightAnswer.Hidden _ ->
                        problems.add(
                                "%s does not exist, or '%s' cannot see it; make it a collaborator, or check the token's scopes"
                                        .formatted(repository, account()));
                case SightAnswer.Renamed _ ->
                        problems.add(repository + " has another name now; use that");
                case SightAnswer.Unreachable(String why) -> problems.add(why);
            }
        }
        return problems.isEmpty() ? new Verdict.Good(notes) : new Verdict.Bad(problems);
    }

    /// A role that writes is no use where the forge lets the account read only; that is the
    /// operator's to know, and may change.
    Verdict role() {
        if (!grant().map(ForgeWords::writes).orElse(false)) {
            return Verdict.good();
        }
        return new Verdict.Good(
                namedInFull().stream()
                        .filter(repository ->
                                enquiry.repository(repository)
                                                instanceof SightAnswer.Seen(boolean writable)
                                        && !writable)
                        .map(repository ->
                                "note: the forge itself lets '%s' not write to %s"
                                        .formatted(account(), repository))
                        .toList());
    }

    private static boolean writes(Grant grant) {
        return grant.roles().stream().anyMatch(role -> role.contains(Role.CONTRIBUTE));
    }

    private List<RepositoryName> namedInFull() {
        return grant().stream()
                .flatMap(grant -> grant.repositories().stream())
                .filter(RepositoryPattern::isLiteral)
                .filter(pattern ->
                        RepositoryName.isSegment(pattern.owner())
                                && RepositoryName.isSegment(pattern.nameGlob()))
                .map(pattern -> new RepositoryName(pattern.owner(), pattern.nameGlob()))
                .toList();
    }

    private Optional<Grant> grant() {
        return configuration.policy().grantsOf(agent.agent().name()).stream().findFirst();
    }

    private String account() {
        return agent.agent().account().value();
    }
}
