package dev.gatehouse.broker.admin.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// The last alarms, for who asks later. Any thread.
public final class RecentAlarms {
    static final int KEPT = 100;

    private final Deque<RaisedAlarm> alarms = new ArrayDeque<>();

    public synchronized void add(RaisedAlarm alarm) {
        if (alarms.size() == KEPT) {
            alarms.removeFirst();
        }
        alarms.addLast(alarm);
    }

    /// The newest last.
    synchronized List<RaisedAlarm> list() {
        return List.copyOf(alarms);
    }
}
