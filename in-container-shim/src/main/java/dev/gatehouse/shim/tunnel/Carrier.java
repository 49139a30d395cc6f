package dev.gatehouse.shim.tunnel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/// One connection of a program: bytes both ways, each way on a thread of its own with one block of
/// [#BLOCK_BYTES], so that a slow reader slows its writer. An end of one way is passed on as the
/// end of that way only.
final class Carrier {
    static final int BLOCK_BYTES = 16 * 1024;

    private final SocketChannel program;
    private final SocketChannel socket;

    Carrier(SocketChannel program, SocketChannel socket) {
        this.program = program;
        this.socket = socket;
    }

    /// Returns when both ways have ended. Closing is the caller's.
    void run() throws IOException {
        Thread towardsSocket = Thread.startVirtualThread(this::send);
        try {
            receive();
        } finally {
            await(towardsSocket);
        }
    }

    /// A broker that reads no further may have answered already: closing now would reset the
    /// connection under its answer, so what the program still sends is read and dropped.
    private void send() {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        boolean taken = true;
        try {
            while (program.read(block) >= 0) {
                taken = taken && isWritten(block.flip());
                block.clear();
            }
            if (taken) {
                socket.shutdownOutput();
            }
        } catch (IOException _) {
            // The program has gone away for good: nobody reads the answer.
            close(socket);
        }
    }

    private boolean isWritten(ByteBuffer block) {
        try {
            write(socket, block);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /// A program that reads no further has gone away: the broker is told at once.
    private void receive() throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES);
        try {
            while (socket.read(block) >= 0) {
                write(program, block.flip());
                block.clear();
            }
            program.shutdownOutput();
        } catch (IOException e) {
            close(socket);
            close(program);
            throw e;
        }
    }

    private static void write(SocketChannel channel, ByteBuffer block) throws IOException {
        while (block.hasRemaining()) {
            channel.write(block);
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException _) {
            // It is of no use any more either way.
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
