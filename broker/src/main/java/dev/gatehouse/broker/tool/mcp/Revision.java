package dev.gatehouse.broker.tool.mcp;

import java.util.List;

/// The protocol's revisions that are spoken.
final class Revision {
    /// Every request carries its revision; there is no session.
    static final String MODERN = "2026-07-28";

    private static final List<String> LEGACY = List.of("2025-11-25", "2025-06-18", "2025-03-26");

    static final List<String> ALL = List.of(MODERN, LEGACY.get(0), LEGACY.get(1), LEGACY.get(2));

    private Revision() {}

    /// What a client of the handshake is answered: its own revision, else our newest with one.
    static String agreed(String asked) {
        return LEGACY.contains(asked) ? asked : LEGACY.getFirst();
    }

    static boolean isLegacy(String revision) {
        return LEGACY.contains(revision);
    }
}
