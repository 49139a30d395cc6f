package dev.gatehouse.broker.listener.attest;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What is asked of Linux and has no Java method. Any thread.
interface Kernel {
    /// A file descriptor of the process that connected this socket; the caller's to close.
    ///
    /// @return none on a kernel that knows no such thing (before 6.5)
    /// @throws IOException where that process is gone
    OptionalInt peerPidfd(int socket) throws IOException;

    /// Whether the process is still there, be it as a zombie: until then, nobody else gets its pid.
    boolean isAlive(int pidfd) throws IOException;

    /// The id of its control group of version 2, which is the inode of the group's directory.
    ///
    /// @return none on a kernel that does not tell (before 6.13), or where the process has ended
    OptionalLong controlGroup(int pidfd);

    void close(int descriptor);
}
