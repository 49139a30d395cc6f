package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The requests that have no response yet, by their id.
final class Calls {
    static final int MOST = 256;

    private final Map<Json, Call> open = new HashMap<>();

    /// False where the id is in use, or too many are open.
    synchronized boolean add(Json id, Call call) {
        return open.size() < MOST && open.putIfAbsent(id, call) == null;
    }

    synchronized void remove(Json id) {
        open.remove(id);
        notifyAll();
    }

    synchronized @Nullable Call get(Json id) {
        return open.get(id);
    }

    synchronized List<Call> all() {
        return new ArrayList<>(open.values());
    }

    /// Returns when there are none any more, or the time is over.
    synchronized void awaitNone(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        long left = millis;
        while (!open.isEmpty() && left > 0) {
            wait(left);
            left = (end - System.nanoTime()) / 1_000_000;
        }
    }
}
