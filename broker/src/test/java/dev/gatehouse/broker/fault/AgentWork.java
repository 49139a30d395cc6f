package dev.gatehouse.broker.fault;

import java.io.IOException;

/// What an agent does in a day, piece by piece, where it is.
interface AgentWork extends AutoCloseable {
    /// Calls that are granted: all succeed.
    void restWork() throws Exception;

    /// A clone where there is none yet, a commit, a push that is granted and one that is not.
    void gitWork(String part) throws Exception;

    /// An object that is pushed, and fetched again.
    void lfsWork() throws Exception;

    /// Calls that are refused, each in a way of its own.
    void everyRefusal() throws Exception;

    boolean readsIssues() throws Exception;

    boolean fetches() throws Exception;

    /// Adds everything that the agent has or sees.
    void addTo(SearchedPlaces places) throws Exception;

    /// Leaves words where an agent could: in a file, and in a commit.
    void leave(String inFile, String inCommit) throws Exception;

    @Override
    void close() throws IOException;
}
