package dev.gatehouse.broker.listener.attest;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The C library, called directly. The numbers are those of x86-64 and of AArch64.
final class NativeKernel implements Kernel {
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERPIDFD = 77;
    private static final long SYS_PIDFD_SEND_SIGNAL = 424;
    private static final int EPERM = 1;
    private static final int ESRCH = 3;
    private static final int ENOPROTOOPT = 92;

    /// `_IOWR(0xff, 11, struct pidfd_info)` with the structure's first size.
    private static final long PIDFD_GET_INFO = 0xc040ff0bL;

    private static final long INFO_BYTES = 64;
    private static final long INFO_MASK = 0;
    private static final long INFO_CONTROL_GROUP = 8;
    private static final long WITH_CONTROL_GROUP = 1 << 2;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final VarHandle ERRNO_VALUE =
            STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private final MethodHandle getsockopt =
            function(
                    "getsockopt",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS),
                    ERRNO);
    private final MethodHandle syscall =
            function(
                    "syscall",
                    FunctionDescriptor.of(
                            JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
                    Linker.Option.firstVariadicArg(1),
                    ERRNO);
    private final MethodHandle ioctl =
            function(
                    "ioctl",
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                    Linker.Option.firstVariadicArg(2));
    private final MethodHandle close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    @SuppressWarnings("restricted") // the packaged command enables native access
    private static MethodHandle function(
            String name, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
    }

    /// Links everything now, so that no agent waits for it: the first calls take some ten times as
    /// long as later ones.
    static NativeKernel warm() {
        NativeKernel kernel = new NativeKernel();
        int none = -1;
        try {
            OptionalInt _ = kernel.peerPidfd(none);
        } catch (IOException expected) {
            // There is no such socket.
        }
        try {
            boolean _ = kernel.isAlive(none);
        } catch (IOException expected) {
            // There is no such process.
        }
        OptionalLong _ = kernel.controlGroup(none);
        return kernel;
    }

    @Override
    public OptionalInt peerPidfd(int socket) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment pidfd = arena.allocate(JAVA_INT);
            MemorySegment bytes = arena.allocateFrom(JAVA_INT, Integer.BYTES);
            if (getPeerPidfd(state, socket, pidfd, bytes) == 0) {
                return OptionalInt.of(pidfd.get(JAVA_INT, 0));
            }
            if (errno(state) == ENOPROTOOPT) {
                return OptionalInt.empty();
            }
            throw new IOException("the kernel has no process for it (errno " + errno(state) + ")");
        }
    }

    @Override
    public boolean isAlive(int pidfd) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            if (sendNoSignal(state, pidfd) == 0) {
                return true;
            }
            return switch (errno(state)) {
                // It is there, and another user's.
                case EPERM -> true;
                case ESRCH -> false;
                default ->
                        throw new IOException(
                                "whether it is alive cannot be told (errno " + errno(state) + ")");
            };
        }
    }

    @Override
    public OptionalLong controlGroup(int pidfd) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = arena.allocate(INFO_BYTES, Long.BYTES);
            info.set(JAVA_LONG, INFO_MASK, WITH_CONTROL_GROUP);
            boolean told =
                    getInfo(pidfd, info) == 0
                            && (info.get(JAVA_LONG, INFO_MASK) & WITH_CONTROL_GROUP) != 0;
            return told
                    ? OptionalLong.of(info.get(JAVA_LONG, INFO_CONTROL_GROUP))
                    : OptionalLong.empty();
        }
    }

    @Override
    public void close(int descriptor) {
        try {
            int _ = (int) close.invokeExact(descriptor);
        } catch (Throwable broken) {
            throw new AssertionError("close(2)", broken);
        }
    }

    private int getPeerPidfd(
            MemorySegment state, int socket, MemorySegment pidfd, MemorySegment bytes) {
        try {
            return (int)
                    getsockopt.invokeExact(state, socket, SOL_SOCKET, SO_PEERPIDFD, pidfd, bytes);
        } catch (Throwable broken) {
            throw new AssertionError("getsockopt(2)", broken);
        }
    }

    private long sendNoSignal(MemorySegment state, int pidfd) {
        try {
            return (long)
                    syscall.invokeExact(
                            state, SYS_PIDFD_SEND_SIGNAL, pidfd, 0, MemorySegment.NULL, 0);
        } catch (Throwable broken) {
            throw new AssertionError("pidfd_send_signal(2)", broken);
        }
    }

    private int getInfo(int pidfd, MemorySegment info) {
        try {
            return (int) ioctl.invokeExact(pidfd, PIDFD_GET_INFO, info);
        } catch (Throwable broken) {
            throw new AssertionError("ioctl(2)", broken);
        }
    }

    private static int errno(MemorySegment state) {
        return (int) ERRNO_VALUE.get(state, 0L);
    }
}
