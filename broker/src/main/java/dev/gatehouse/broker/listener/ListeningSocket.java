package dev.gatehouse.broker.listener;

import dev.gatehouse.broker.agent.Agent;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import java.io.IOException;
import java.nio.file.Path;

/// A socket of an agent that is listened on: 0660, of the agent's group.
final class ListeningSocket {
    private static final String MODE = "rw-rw----";

    private final AgentSocket socket;
    private final Listening listening;

    private ListeningSocket(AgentSocket socket, Listening listening) {
        this.socket = socket;
        this.listening = listening;
    }

    /// In a directory that is prepared. Not for an event loop: it waits for one.
    static ListeningSocket open(
            Path path,
            AgentSocket socket,
            EventLoopGroup loops,
            Descriptors descriptors,
            Inheritance inheritance)
            throws IOException {
        int gid = socket.agent().socket().gid();
        Listening listening =
                Listening.open(
                        path,
                        file -> {
                            SocketDirectory.setGroup(file, gid);
                            SocketDirectory.setMode(file, MODE);
                        },
                        new AcceptGuard(path, descriptors),
                        socket,
                        loops,
                        inheritance);
        socket.recheck();
        return new ListeningSocket(socket, listening);
    }

    ChannelGroup connections() {
        return socket.connections();
    }

    /// As seen from outside. Looks at the disk.
    OpenSocket show() {
        return new OpenSocket(listening.path(), listening.state(), socket.served());
    }

    void become(Agent agent) {
        socket.become(agent);
    }

    void recheck() {
        socket.recheck();
    }

    void acceptNoMore() throws IOException {
        listening.acceptNoMore();
    }

    /// Nobody has this socket any more: its connections are cut, and its file goes.
    void abolish() throws IOException {
        listening.abolish();
        socket.connections().close();
    }
}
