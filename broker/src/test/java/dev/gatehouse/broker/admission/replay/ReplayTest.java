package dev.gatehouse.broker.admission.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Peer;
import dev.gatehouse.broker.audit.AuditEvent;
import dev.gatehouse.broker.audit.Call;
import dev.gatehouse.broker.audit.Caller;
import dev.gatehouse.broker.audit.Elsewhere;
import dev.gatehouse.broker.audit.OutcomeEvent;
import dev.gatehouse.broker.audit.OutcomeEvent.Ending;
import dev.gatehouse.broker.audit.Phrase;
import dev.gatehouse.broker.audit.RefUpdate;
import dev.gatehouse.broker.audit.read.AuditRecord;
import dev.gatehouse.broker.audit.read.AuditRecord.Place;
import dev.gatehouse.broker.policy.Grant;
import dev.gatehouse.broker.policy.Origin;
import dev.gatehouse.broker.policy.PathPattern;
import dev.gatehouse.broker.policy.PathRule;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.policy.PushRule;
import dev.gatehouse.broker.policy.RefPattern;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.route.Role;
import dev.gatehouse.protocol.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {
    private static final AgentName DEV = new AgentName("dev");
    private static final Caller CALLER =
            new Caller(DEV, new AccountName("dev-bot"), new Peer(1, 1, 1));
    private static final Phrase RULE = new Phrase("some rule of that time");
    private static final String ZEROS = "0".repeat(40);
    private static final String OLD = "a".repeat(40);
    private static final String NEW = "b".repeat(40);

    private long sequence;

    @ParameterizedTest(name = "{0} {1} then, {2} now: {3}")
    @CsvSource({
        "permitted, issueGetIssue,       READ,       UNCHANGED",
        "permitted, issueCreateComment,  READ,       NEWLY_REFUSED",
        "refused,   issueCreateComment,  READ,       UNCHANGED",
        "refused,   issueCreateComment,  TRIAGE,     NEWLY_ALLOWED",
        "permitted, repoCreateFile,      READ,       NEWLY_REFUSED",
        "permitted, repoCreateFile,      CONTRIBUTE, CANNOT_TELL",
        "permitted, issueDelete,         MAINTAIN,   NEWLY_REFUSED",
        "permitted, raw,                 READ,       UNCHANGED",
        "permitted, git-upload-pack,     READ,       UNCHANGED",
        "permitted, git-receive-pack/info-refs, READ, NEWLY_REFUSED",
        "refused,   git-receive-pack/wiki/info-refs, CONTRIBUTE, UNCHANGED",
        "refused,   git-receive-pack/wiki/info-refs, MAINTAIN, NEWLY_ALLOWED",
        "permitted, lfs-download,        READ,       UNCHANGED",
        "permitted, lfs-upload,          READ,       NEWLY_REFUSED",
        "permitted, lfs-batch,           READ,       CANNOT_TELL",
        "permitted, lfs-batch,           CONTRIBUTE, UNCHANGED",
        "permitted, lfs-unlock,          CONTRIBUTE, CANNOT_TELL",
    })
    void tellsWhatChangesForAKindOfCall(String then, String operation, Role now, Change expected) {
        Replay replay = replay(grant(now, "**", false));
        if (then.equals("permitted")) {
            permitted(replay, call(operation), Optional.empty());
        } else {
            refused(replay, call(operation), RefusalCode.NOT_GRANTED);
        }
        replay.finish();

        assertThat(change(replay)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}, force {1}: {2} under {3}, force {4}")
    @CsvSource({
        "main,  false, NEWLY_REFUSED, dev/**, false",
        "dev/x, false, UNCHANGED,     dev/**, false",
        "dev/x, true,  CANNOT_TELL,   dev/**, false",
        "dev/x, true,  UNCHANGED,     dev/**, true",
    })
    void tellsOfAPushByItsRefs(
            String branch, boolean mightForce, Change expected, String granted, boolean force) {
        Replay replay = replay(grant(Role.CONTRIBUTE, granted, force));
        permitted(replay, push(branch, OLD, mightForce), Optional.empty());

        assertThat(change(replay)).isEqualTo(expected);
    }

    @Test
    void takesAPushThatWasFoundToBeNoFastForwardForRefused() {
        Replay strict = replay(grant(Role.CONTRIBUTE, "**", false));
        permitted(strict, push("dev/x", OLD, false), Optional.of(RefusalCode.REF_NOT_GRANTED));
        Replay lax = replay(grant(Role.CONTRIBUTE, "**", true));
        permitted(lax, push("dev/x", OLD, false), Optional.of(RefusalCode.REF_NOT_GRANTED));

        assertThat(change(strict)).as("what was pushed is not known").isEqualTo(Change.CANNOT_TELL);
        assertThat(change(lax)).isEqualTo(Change.NEWLY_ALLOWED);
    }

    @Test
    void cannotTellWhichFilesAPushChanged() {
        Grant grant =
                new Grant(
                        List.of(RepositoryPattern.of("charles/lib")),
                        Set.of(Role.CONTRIBUTE),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        push("**", true),
                        new PathRule(List.of(new PathPattern(".github/**"))),
                        new Origin("agents.dev.grants[0]", 9));
        Replay replay = replay(grant);
        permitted(replay, push("dev/x", ZEROS, false), Optional.empty());

        assertThat(change(replay)).isEqualTo(Change.CANNOT_TELL);
    }

    @Test
    void doesNotTakeAFailureOfTheForgeForADecision() {
        Replay replay = replay(grant(Role.READ, "**", false));
        permitted(replay, call("issueGetIssue"), Optional.of(RefusalCode.UPSTREAM_TIMEOUT));
        permitted(replay, call("issueGetIssue"), Optional.of(RefusalCode.NOT_GRANTED));

        assertThat(replay.findings()).isEmpty();
        assertThat(replay.unchanged()).isEqualTo(2);
    }

    @Test
    void leavesOutWhatNoGrantDecides() {
        Replay replay = replay(grant(Role.READ, "**", false));
        refused(replay, call("issueCreateComment"), RefusalCode.LIMIT);
        refused(
                replay,
                Call.ofEgress(
                        "x",
                        "egress.connect",
                        Optional.of(new Elsewhere.Destination("example.com", 443))),
                RefusalCode.NOT_GRANTED);
        refused(
                replay,
                Call.ofModel(
                        "x", Optional.of("messages.create"), Optional.empty(), Optional.empty()),
                RefusalCode.NOT_GRANTED);
        permitted(replay, call("userGetCurrent"), Optional.empty());

        assertThat(replay.findings()).isEmpty();
        assertThat(replay.otherCalls()).isEqualTo(4);
    }

    @Test
    void countsCallsOfAKindTogetherWithTheRuleThatDecides() {
        Replay replay = replay(grant(Role.READ, "**", false));
        for (int calls = 0; calls < 3; calls++) {
            permitted(replay, call("issueCreateComment"), Optional.empty());
        }

        assertThat(replay.findings())
                .containsExactly(
                        Map.entry(
                                new Finding(
                                        Change.NEWLY_REFUSED,
                                        DEV,
                                        "issueCreateComment",
                                        Optional.of(new RepositoryName("charles", "lib")),
                                        List.of(),
                                        "not-granted by default: refuse"),
                                3L));
    }

    @Test
    void refusesAllToAnAgentThatIsGone() {
        Replay replay = new Replay(Catalogue.load(), new Policy(Map.of()));
        permitted(replay, call("issueGetIssue"), Optional.empty());

        assertThat(change(replay)).isEqualTo(Change.NEWLY_REFUSED);
    }

    private static Change change(Replay replay) {
        assertThat(replay.otherCalls()).as("a grant decides on it").isZero();
        return replay.findings().keySet().stream()
                .map(Finding::change)
                .findFirst()
                .orElse(Change.UNCHANGED);
    }

    private static Replay replay(Grant grant) {
        return new Replay(Catalogue.load(), new Policy(Map.of(DEV, List.of(grant))));
    }

    private static Grant grant(Role role, String branches, boolean force) {
        return new Grant(
                List.of(RepositoryPattern.of("charles/lib")),
                Set.of(role),
                Set.of(),
                Set.of(),
                Set.of(),
                push(branches, force),
                PathRule.NOTHING,
                new Origin("agents.dev.grants[0]", 9));
    }

    private static PushRule push(String branches, boolean force) {
        return new PushRule(List.of(new RefPattern(branches)), List.of(), true, force, false);
    }

    private static Call call(String operation) {
        return new Call(
                "x",
                Optional.of(operation),
                Optional.of(HttpMethod.GET),
                Optional.of(new RepositoryName("charles", "lib")),
                List.of());
    }

    private static Call push(String branch, String from, boolean mightForce) {
        return new Call(
                "x",
                Optional.of("git-receive-pack"),
                Optional.of(HttpMethod.POST),
                Optional.of(new RepositoryName("charles", "lib")),
                List.of(
                        new RefUpdate(
                                "refs/heads/" + branch,
                                Optional.of(from),
                                Optional.of(NEW),
                                mightForce)));
    }

    private void refused(Replay replay, Call call, RefusalCode code) {
        replay.take(
                new AuditRecord.Event(place(), new AuditEvent.Refusal(CALLER, call, code, RULE)));
    }

    private void permitted(Replay replay, Call call, Optional<RefusalCode> later) {
        Place intent = place();
        replay.take(new AuditRecord.Event(intent, new AuditEvent.Intent(CALLER, call, RULE)));
        replay.take(
                new AuditRecord.Outcome(
                        place(),
                        intent.sequence(),
                        DEV,
                        CALLER.account(),
                        call,
                        new OutcomeEvent(
                                later.isPresent() ? Ending.REFUSED : Ending.ANSWERED,
                                OptionalInt.of(200),
                                later,
                                1,
                                1,
                                Duration.ofMillis(1))));
    }

    private Place place() {
        sequence++;
        return new Place(sequence, Instant.EPOCH);
    }
}
