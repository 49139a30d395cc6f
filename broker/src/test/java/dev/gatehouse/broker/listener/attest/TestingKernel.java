package dev.gatehouse.broker.listener.attest;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A kernel that says what a test lets it say. Its pidfds are [#PIDFD].
final class TestingKernel implements Kernel {
    static final int PIDFD = 9;

    private boolean knowsPidfds = true;
    private boolean peerIsGone;
    private boolean alive = true;
    private OptionalLong group = OptionalLong.empty();
    private int open;

    TestingKernel withoutPidfds() {
        knowsPidfds = false;
        return this;
    }

    TestingKernel afterThePeerIsGone() {
        peerIsGone = true;
        return this;
    }

    /// The process is there when its descriptor is made, and not any more when that is asked.
    TestingKernel whereItEndsMeanwhile() {
        alive = false;
        return this;
    }

    TestingKernel withGroup(long inode) {
        group = OptionalLong.of(inode);
        return this;
    }

    int open() {
        return open;
    }

    @Override
    public OptionalInt peerPidfd(int socket) throws IOException {
        if (!knowsPidfds) {
            return OptionalInt.empty();
        }
        if (peerIsGone) {
            throw new IOException("no such process");
        }
        open++;
        return OptionalInt.of(PIDFD);
    }

    @Override
    public boolean isAlive(int pidfd) {
        return alive;
    }

    @Override
    public OptionalLong controlGroup(int pidfd) {
        return group;
    }

    @Override
    public void close(int descriptor) {
        open--;
    }
}
