package dev.gatehouse.broker.credential;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.credential.mask.Finder;
import dev.gatehouse.broker.credential.mask.TokenMask;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// Looks for every token that the broker holds or held lately, in all the forms it masks, in one
/// stream of bytes. It can tell where one is and whose, and never what. One thread at a time.
public final class TokenSearch {
    public static final int MOST_HITS = 100;

    /// @param offset of its first byte in the stream
    public record Hit(AgentName agent, long offset) {}

    /// @param hits the first of them, in the order of the stream
    /// @param more whether there are others
    public record Result(long bytes, List<Hit> hits, boolean more) {
        public Result {
            hits = List.copyOf(hits);
        }
    }

    private final List<Finder> finders = new ArrayList<>();
    private final List<Hit> hits = new ArrayList<>();
    private long bytes;
    private boolean more;

    TokenSearch(Map<AgentName, TokenMask> tokens) {
        tokens.forEach((agent, mask) -> finders.add(mask.finder(offset -> note(agent, offset))));
    }

    /// Looks at the chunk from its position to its limit, and changes neither.
    public void read(ByteBuffer chunk) {
        bytes += chunk.remaining();
        finders.forEach(finder -> finder.read(chunk));
    }

    /// At the end of the stream.
    public Result finish() {
        finders.forEach(Finder::finish);
        hits.sort(Comparator.comparingLong(Hit::offset));
        return new Result(bytes, hits, more);
    }

    /// Keeps the first ones, in order: the agents' finds come one agent after the other.
    private void note(AgentName agent, long offset) {
        hits.add(new Hit(agent, offset));
        if (hits.size() > MOST_HITS) {
            hits.sort(Comparator.comparingLong(Hit::offset));
            hits.removeLast();
            more = true;
        }
    }

    @Override
    public String toString() {
        return "TokenSearch[redacted]";
    }
}
