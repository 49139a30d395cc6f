package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.config.Configuration;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/// Where the demo's agents are: in workers, or, where Docker does not answer, on this host.
interface Stage extends Closeable {
    /// The name of an agent of this part, such as `dev`.
    String agent(String part);

    /// Who may connect to the agents' sockets.
    SocketOwner caller();

    /// Puts the agents in their places, once the broker serves.
    void open(Configuration configuration) throws IOException, InterruptedException;

    /// What the audience has to know of the place, in one line.
    String description();

    Place place(String part);

    /// Looks for tokens wherever an agent of this stage can.
    ///
    /// @return what is wrong; empty where nothing is
    List<String> search(PrintWriter out, TokenSearch search)
            throws IOException, InterruptedException;
}
