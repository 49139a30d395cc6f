package dev.gatehouse.broker.line;

import java.io.IOException;

/// All lines together hold as much as they may. It passes, as others end.
public final class LinesFull extends IOException {
    private static final long serialVersionUID = 1;

    LinesFull() {
        super("all agents' commands together hold as much as the broker has room for");
    }
}
