package dev.gatehouse.broker.relay.request;

import dev.gatehouse.broker.admission.Conditional;
import dev.gatehouse.broker.git.PushRequest;
import dev.gatehouse.broker.policy.PathRule;
import dev.gatehouse.broker.policy.PushConditions;
import dev.gatehouse.broker.quarantine.ForgeObjects;
import dev.gatehouse.broker.quarantine.ProtectedPaths;
import dev.gatehouse.broker.quarantine.PushCheck;
import dev.gatehouse.broker.quarantine.Quarantine;
import dev.gatehouse.broker.quarantine.Quarantines;
import dev.gatehouse.broker.quarantine.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Looks into one push before it is sent: its pack goes into quarantine piece by piece, and is then
/// held against the conditions. All of it blocks, so it happens on threads apart, one step after
/// the other; the event loop asks for each.
public final class Inspection {
    private static final Executor APART = step -> Thread.ofVirtual().name("quarantine").start(step);

    private final Quarantines quarantines;
    private final ForgeObjects forge;
    private final Conditional conditional;
    private final PushRequest request;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private @Nullable Quarantine quarantine;

    public Inspection(
            Quarantines quarantines,
            ForgeObjects forge,
            Conditional conditional,
            PushRequest request) {
        this.quarantines = quarantines;
        this.forge = forge;
        this.conditional = conditional;
        this.request = request;
    }

    /// The push that is looked into.
    public Conditional conditional() {
        return conditional;
    }

    /// Takes a piece of the pack.
    ///
    /// @return the verdict after the last piece; none before
    public CompletionStage<Optional<Verdict>> write(ByteBuf bytes, boolean lastPiece) {
        byte[] piece = ByteBufUtil.getBytes(bytes);
        return next(() -> {
            Quarantine into = opened();
            into.write(piece, 0, piece.length);
            return lastPiece ? Optional.of(into.check(check(), forge)) : Optional.empty();
        });
    }

    /// The exchange is over. A pack that was found clean is deleted by whoever sends it.
    public void close() {
        next(() -> {
            if (quarantine != null) {
                quarantine.close();
            }
            return Optional.empty();
        });
    }

    /// Nobody sends this pack.
    public static void discard(Verdict verdict) {
        if (verdict instanceof Verdict.Clean clean) {
            APART.execute(clean.pack()::close);
        }
    }

    private interface Step<T> {
        T take() throws IOException;
    }

    private <T> CompletableFuture<T> next(Step<T> step) {
        CompletableFuture<T> result = new CompletableFuture<>();
        last.whenCompleteAsync(
                (before, failed) -> {
                    try {
                        result.complete(step.take());
                    } catch (IOException | RuntimeException | Error failure) {
                        result.completeExceptionally(failure);
                    }
                },
                APART);
        last = result;
        return result;
    }

    private Quarantine opened() throws IOException {
        Quarantine open = quarantine;
        if (open == null) {
            open = quarantines.open(conditional.repositoryKey(), request.format());
            quarantine = open;
        }
        return open;
    }

    private PushCheck check() {
        PushConditions conditions = conditional.conditions();
        return new PushCheck(
                conditions.fastForwards().stream()
                        .map(ref -> new PushCheck.FastForward(ref.ref(), ref.oldId(), ref.newId()))
                        .toList(),
                conditions.written().stream()
                        .map(ref -> new PushCheck.Update(ref.ref(), ref.newId()))
                        .toList(),
                conditions.paths().isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Protection(conditions.paths())));
    }

    /// The paths of the policy, in the words of the quarantine.
    private record Protection(PathRule rule) implements ProtectedPaths {
        @Override
        public boolean covers(String path) {
            return rule.covers(path);
        }

        @Override
        public boolean leadsTo(String path) {
            return rule.isOnTheWay(path);
        }
    }
}
