package dev.gatehouse.broker.git;

import java.io.IOException;

/// What came is not what git's protocol says comes here. The message is in our own words: none of
/// what the other side said stands in it.
public final class NotGit extends IOException {
    private static final long serialVersionUID = 1L;

    public NotGit(String message) {
        super(message);
    }
}
