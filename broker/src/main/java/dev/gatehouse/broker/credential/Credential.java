package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.Agent;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One agent's token over time: read, checked, lent, doubted after a 401, read again.
///
/// Reading and checking block, so they run on the desk's executor, one reading and one check at a
/// time. A new token is the current one from the moment it is read, and no call uses it before its
/// check. If the check goes against it the calls are refused: the broker does not fall back to the
/// older token, because the operator has just said not to use that one.
final class Credential {
    /// How often at most the source of a dead token is looked at because somebody asks for it.
    static final Duration LOOK_AGAIN_AFTER = Duration.ofSeconds(30);

    /// How many replacements in a row one check follows.
    private static final int ROUNDS = 5;

    private final Agent agent;
    private final Desk desk;
    private final Holding holding;
    private final AccountCheck accountCheck;
    private final Doubt doubt;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile Instant lastLook = Instant.MIN;
    private @Nullable CompletableFuture<CredentialState> check;

    Credential(Agent agent, Desk desk, LongAdder lendings) {
        this.agent = agent;
        this.desk = desk;
        this.holding = new Holding(agent, desk, lendings);
        this.accountCheck = new AccountCheck(agent, desk);
        this.doubt = new Doubt(desk, holding, accountCheck, this::reread);
    }

    Agent agent() {
        return agent;
    }

    Holding holding() {
        return holding;
    }

    CompletionStage<Lending> lendVerified() {
        CredentialState seen = holding.state();
        return switch (seen) {
            case CredentialState.Verified _ ->
                    switch (holding.lend()) {
                        case Lending.Lent lent -> CompletableFuture.completedStage(lent);
                        // It was replaced since the line above: judge what it is now.
                        case Lending.Unavailable _ -> lendVerified();
                    };
            case CredentialState.Unverified _ -> verify().thenCompose(this::lendJudged);
            case CredentialState.Rejected _,
                    CredentialState.Mismatch _,
                    CredentialState.Unproven _,
                    CredentialState.Unreadable _ -> {
                lookAgain();
                yield refused(seen);
            }
        };
    }

    private CompletionStage<Lending> lendJudged(CredentialState judged) {
        return judged instanceof CredentialState.Unverified ? refused(judged) : lendVerified();
    }

    private CompletionStage<Lending> refused(CredentialState why) {
        return CompletableFuture.completedStage(Lending.Unavailable.of(agent, why));
    }

    /// Asks Forgejo whose token it is; joins the check that is under way, if any.
    synchronized CompletionStage<CredentialState> verify() {
        if (check == null) {
            check = CompletableFuture.supplyAsync(this::examine, desk.executor());
        }
        return check.copy();
    }

    /// Reads the source, and checks what is new.
    CompletionStage<CredentialState> refresh() {
        return CompletableFuture.supplyAsync(this::reread, desk.executor())
                .thenCompose(replaced ->
                        replaced ? verify() : CompletableFuture.completedStage(holding.state()));
    }

    /// Forgejo answered 401 to this generation.
    CompletionStage<RejectionOutcome> rejected(Generation generation) {
        return doubt.about(generation)
                .thenCompose(verdict ->
                        switch (verdict) {
                            case LEND_AGAIN -> lendVerified().thenApply(Credential::outcome);
                            case ALIVE ->
                                    CompletableFuture.completedStage(new RejectionOutcome.Alive());
                            case UNCLEAR ->
                                    CompletableFuture.completedStage(
                                            new RejectionOutcome.Unclear(
                                                    Lending.Unavailable.unclear(agent)));
                        });
    }

    private static RejectionOutcome outcome(Lending lending) {
        return switch (lending) {
            case Lending.Lent(Loan loan) -> new RejectionOutcome.RetryWith(loan);
            case Lending.Unavailable why -> new RejectionOutcome.Dead(why);
        };
    }

    /// @return whether a different token is current now
    private boolean reread() {
        // Reading and replacing under one lock: an older reading must not overtake a newer one.
        reading.lock();
        try {
            lastLook = desk.clock().instant();
            return switch (desk.reader().read(agent.token())) {
                case Reading.Token(Secret secret) -> holding.replace(secret);
                case Reading.Unreadable(String problem, String remedy) -> {
                    holding.unreadable(problem, remedy);
                    yield false;
                }
            };
        } finally {
            reading.unlock();
        }
    }

    /// No file is watched for a command, and a watch may miss what it should see: so a call that is
    /// refused for a dead token has the source looked at, for the calls after it.
    private void lookAgain() {
        Instant now = desk.clock().instant();
        if (!holding.isRetired() && lastLook.isBefore(now.minus(LOOK_AGAIN_AFTER))) {
            lastLook = now;
            CompletionStage<CredentialState> _ = refresh();
        }
    }

    private CredentialState examine() {
        try {
            boolean mayReread = true;
            for (int round = 0; round < ROUNDS; round++) {
                if (holding.generation() == null && !reread()) {
                    return holding.state();
                }
                try (Loan loan = holding.lendForCheck()) {
                    if (loan == null) {
                        continue;
                    }
                    CredentialState before = holding.state();
                    AccountAnswer answer = accountCheck.ask(loan);
                    if (answer instanceof AccountAnswer.Rejected401 && mayReread) {
                        mayReread = false;
                        if (reread()) {
                            continue;
                        }
                    }
                    AccountCheck.Finding found = accountCheck.judge(answer, before);
                    if (holding.settle(loan.generation(), found.state(), found.accountJson())) {
                        return found.state();
                    }
                }
            }
            return holding.state();
        } finally {
            synchronized (this) {
                check = null;
            }
        }
    }
}
