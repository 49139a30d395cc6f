package dev.gatehouse.broker.line;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/// Two connected Unix sockets that have no name, so that nobody else can connect: `socketpair(2)`,
/// which neither the JDK nor Netty offers.
///
/// @param near a file descriptor, not blocking; as the other, its receiver closes it
record SocketPair(int near, int far) {
    private static final int AF_UNIX = 1;
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_NONBLOCK = 0x800;
    private static final int SOCK_CLOEXEC = 0x80000;

    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final MethodHandle SOCKETPAIR = function();

    @SuppressWarnings("restricted") // the packaged command enables native access
    private static MethodHandle function() {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow("socketpair"),
                FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS),
                Linker.Option.captureCallState("errno"));
    }

    static SocketPair open() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment descriptors = arena.allocate(JAVA_INT, 2);
            if (call(state, descriptors) != 0) {
                throw new IOException(
                        "socketpair(2) failed with errno " + (int) ERRNO.get(state, 0L));
            }
            return new SocketPair(
                    descriptors.getAtIndex(JAVA_INT, 0), descriptors.getAtIndex(JAVA_INT, 1));
        }
    }

    private static int call(MemorySegment state, MemorySegment descriptors) {
        try {
            return (int)
                    SOCKETPAIR.invokeExact(
                            state,
                            AF_UNIX,
                            SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC,
                            0,
                            descriptors);
        } catch (Throwable broken) {
            throw new AssertionError("socketpair(2)", broken);
        }
    }
}
