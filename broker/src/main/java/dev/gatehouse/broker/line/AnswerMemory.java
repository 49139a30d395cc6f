package dev.gatehouse.broker.line;

import java.util.concurrent.atomic.AtomicLong;

/// How much of answers all lines hold together. A command keeps what it was answered until its own
/// answer is on its way, so without a bound a few agents could use up the broker's memory with what
/// is in their repositories.
public final class AnswerMemory {
    /// A document's tree is about five times as large as its text, so that at most half of the heap
    /// is theirs.
    private static final int SHARE = 10;

    private final long mostBytes;
    private final AtomicLong held = new AtomicLong();

    public AnswerMemory(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /// A share of what this process may have.
    public static AnswerMemory ofHeap() {
        return new AnswerMemory(Runtime.getRuntime().maxMemory() / SHARE);
    }

    /// False, and nothing taken, if there is no room for that many more.
    boolean take(int bytes) {
        long before = held.getAndAdd(bytes);
        if (before + bytes > mostBytes) {
            held.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }

    long held() {
        return held.get();
    }
}
