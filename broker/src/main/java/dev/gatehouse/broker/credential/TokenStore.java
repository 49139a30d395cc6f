package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.mask.Masker;
import dev.gatehouse.broker.credential.mask.TokenMask;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/// Every agent's token. Nothing is lent before Forgejo said that it belongs to the configured
/// account, and nothing while it says otherwise.
///
/// Any thread, an event loop too: no method blocks. Stages are completed by a thread of the store
/// or of the [AccountLookup], so a caller with an event loop goes back to it by itself.
public final class TokenStore implements AutoCloseable {
    private final ExecutorService executor =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("token-", 0).factory());
    private final Map<AgentName, LongAdder> lendings = new ConcurrentHashMap<>();
    private final KnownTokens known;
    private final Alarms alarms;
    private final Desk desk;
    private volatile Map<AgentName, Credential> credentials = Map.of();

    public TokenStore(
            TokenReader reader, AccountLookup lookup, Alarms alarms, InstantSource clock) {
        this.known = new KnownTokens(clock);
        this.alarms = alarms;
        this.desk = new Desk(reader, lookup, alarms, known, clock, executor);
    }

    /// Serves these agents from now on, and reads and checks the tokens of those that are new or
    /// whose account or token source is; the others keep theirs, checked as it is.
    ///
    /// @return completes when all that is new is read and checked, whatever came of it
    public synchronized CompletionStage<Void> serve(Collection<Agent> agents) {
        Map<AgentName, Credential> before = credentials;
        Map<AgentName, Credential> after = new HashMap<>();
        for (Agent agent : agents) {
            Credential kept = before.get(agent.name());
            after.put(
                    agent.name(),
                    kept != null && isSameCredential(kept.agent(), agent)
                            ? kept
                            : new Credential(agent, desk, counter(agent.name())));
        }
        credentials = Map.copyOf(after);
        before.values().stream()
                .filter(credential -> !after.containsValue(credential))
                .forEach(credential -> credential.holding().retire());
        return CompletableFuture.allOf(
                after.values().stream()
                        .filter(credential -> !before.containsValue(credential))
                        .map(credential -> credential.verify().toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new));
    }

    /// What can be lent at once; an unchecked token cannot.
    public Lending lend(AgentName agent) {
        Credential credential = credentials.get(agent);
        return credential == null
                ? Lending.Unavailable.unknown(agent)
                : credential.holding().lend();
    }

    /// Lends, after the check if there was none yet; many callers share one check. Complete already
    /// where the token is verified, or known to be dead.
    public CompletionStage<Lending> lendVerified(AgentName agent) {
        Credential credential = credentials.get(agent);
        return credential == null
                ? CompletableFuture.completedStage(Lending.Unavailable.unknown(agent))
                : credential.lendVerified();
    }

    /// Forgejo answered 401 to this loan, which stays the caller's to close. If the token was
    /// replaced since, or its source gives another one now, the answer is a loan of that one.
    /// Otherwise Forgejo is asked whose the token is: if that is a 401 too, the token is dead until
    /// its source changes; if not, only the call was refused.
    public CompletionStage<RejectionOutcome> rejected(Loan loan) {
        Credential credential = credentials.get(loan.agent());
        return credential == null
                ? CompletableFuture.completedStage(
                        new RejectionOutcome.Dead(Lending.Unavailable.unknown(loan.agent())))
                : credential.rejected(loan.generation());
    }

    /// Asks Forgejo now, even about a token that is verified or dead already.
    public CompletionStage<CredentialState> verify(AgentName agent) {
        return required(agent).verify();
    }

    /// Reads the source; if it holds another token, that one is checked and lent from now on. What
    /// the watcher calls.
    public void sourceChanged(AgentName agent) {
        Credential credential = credentials.get(agent);
        if (credential != null) {
            CompletionStage<CredentialState> _ = credential.refresh();
        }
    }

    /// The operator's word: reads every source, then asks Forgejo about every token that is not
    /// verified.
    public CompletionStage<Void> reload() {
        return CompletableFuture.allOf(
                credentials.values().stream()
                        .map(TokenStore::reloaded)
                        .toArray(CompletableFuture<?>[]::new));
    }

    private static CompletableFuture<CredentialState> reloaded(Credential credential) {
        return credential
                .refresh()
                .thenCompose(state ->
                        state instanceof CredentialState.Verified
                                ? CompletableFuture.completedStage(state)
                                : credential.verify())
                .toCompletableFuture();
    }

    public CredentialState state(AgentName agent) {
        return required(agent).holding().state();
    }

    /// As [#state]; none where there is no such agent, or none any more.
    public Optional<CredentialState> find(AgentName agent) {
        return Optional.ofNullable(credentials.get(agent))
                .map(credential -> credential.holding().state());
    }

    /// The answer to `GET /api/v1/user`, while the agent's token is verified.
    public Optional<byte[]> accountJson(AgentName agent) {
        Credential credential = credentials.get(agent);
        return credential == null ? Optional.empty() : credential.holding().accountJson();
    }

    /// Where every other secret of the broker is made known too, so that the mask and the search
    /// have it.
    public KnownTokens known() {
        return known;
    }

    /// Every token of this broker, for header values and log texts.
    public TokenMask mask() {
        return known.mask();
    }

    /// For one stream of bytes in which no token has any business, such as a container's files.
    public TokenSearch search() {
        return known.search();
    }

    /// For one answer to this agent; raises the alarm if it holds a token of this broker.
    public Masker masker(AgentName agent) {
        return mask().masker(() -> alarms.raise(new Alarm.TokenEchoed(agent)));
    }

    /// Tokens lent for calls of this agent; the broker's own checks do not count.
    public long lendings(AgentName agent) {
        return counter(agent).sum();
    }

    /// Tokens lent for calls of all agents.
    public long lendings() {
        return lendings.values().stream().mapToLong(LongAdder::sum).sum();
    }

    /// Lends no more; each token is wiped when its last loan is closed.
    @Override
    public synchronized void close() {
        Collection<Credential> last = credentials.values();
        credentials = Map.of();
        last.forEach(credential -> credential.holding().retire());
        executor.shutdownNow();
    }

    private LongAdder counter(AgentName agent) {
        return lendings.computeIfAbsent(agent, _ -> new LongAdder());
    }

    private Credential required(AgentName agent) {
        Credential credential = credentials.get(agent);
        if (credential == null) {
            throw new IllegalArgumentException("no agent '" + agent + "' is configured");
        }
        return credential;
    }

    private static boolean isSameCredential(Agent one, Agent other) {
        return one.account().equals(other.account()) && one.token().equals(other.token());
    }
}
