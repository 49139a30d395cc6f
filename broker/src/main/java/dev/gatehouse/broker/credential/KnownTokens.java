package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.mask.TokenForms;
import dev.gatehouse.broker.credential.mask.TokenMask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// The secrets in use and those replaced lately, as one mask over all answers. A replaced token may
/// still work at Forgejo, and may still be echoed by an answer that is under way, so its forms stay
/// for at least 24 hours, and the last four for good. Any thread.
public final class KnownTokens {
    /// What a secret opens. The secrets of one purpose are forgotten by those that replaced them,
    /// and by no others.
    public enum Purpose {
        FORGE,
        MODEL,
        /// What a key to the model is renewed with; the broker never sends it.
        MODEL_RENEWAL
    }

    static final int KEPT_ALWAYS = 1 + 4;
    static final Duration KEPT_AFTER_REPLACEMENT = Duration.ofHours(24);

    /// Against a source that gives another token at every look.
    static final int KEPT_AT_MOST = 256;

    private record Holder(AgentName agent, Purpose purpose) {}

    private record Known(TokenForms forms, Instant added) {}

    private final InstantSource clock;
    private final Map<Holder, Deque<Known>> newestFirst = new HashMap<>();

    /// How many threads are about to add a secret, or at it.
    private final AtomicInteger adding = new AtomicInteger();

    /// None while secrets are added. The last of those that add at once makes it for all: a
    /// thousand tokens that are read at the start take a few masks, not a thousand, each larger
    /// than the one before.
    private volatile @Nullable TokenMask mask = TokenMask.NONE;

    KnownTokens(InstantSource clock) {
        this.clock = clock;
    }

    /// Call before the token is lent for the first time.
    public void add(AgentName agent, Purpose purpose, Secret secret) {
        adding.incrementAndGet();
        try {
            know(agent, purpose, secret);
        } finally {
            if (adding.decrementAndGet() == 0) {
                makeMask();
            }
        }
    }

    private synchronized void know(AgentName agent, Purpose purpose, Secret secret) {
        Deque<Known> known =
                newestFirst.computeIfAbsent(new Holder(agent, purpose), _ -> new ArrayDeque<>());
        known.addFirst(new Known(secret.use(TokenForms::of), clock.instant()));
        forgetOld(known);
        mask = null;
    }

    /// Holds every secret that was added before the call.
    public TokenMask mask() {
        TokenMask made = mask;
        return made != null ? made : makeMask();
    }

    private synchronized TokenMask makeMask() {
        TokenMask made = mask;
        if (made == null) {
            made =
                    TokenMask.of(
                            newestFirst.values().stream()
                                    .flatMap(Deque::stream)
                                    .map(Known::forms)
                                    .toList());
            mask = made;
        }
        return made;
    }

    /// The same tokens, agent by agent.
    synchronized TokenSearch search() {
        Map<AgentName, List<TokenForms>> forms = new TreeMap<>();
        newestFirst.forEach((holder, known) ->
                known.forEach(one ->
                        forms.computeIfAbsent(holder.agent(), _ -> new ArrayList<>())
                                .add(one.forms())));
        Map<AgentName, TokenMask> masks = new TreeMap<>();
        forms.forEach((agent, all) -> masks.put(agent, TokenMask.of(all)));
        return new TokenSearch(masks);
    }

    private void forgetOld(Deque<Known> known) {
        Instant recent = clock.instant().minus(KEPT_AFTER_REPLACEMENT);
        while (known.size() > KEPT_ALWAYS) {
            Known oldest = known.removeLast();
            Instant replaced = known.getLast().added();
            if (replaced.isAfter(recent) && known.size() < KEPT_AT_MOST) {
                known.addLast(oldest);
                return;
            }
        }
    }
}
