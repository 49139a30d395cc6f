package dev.gatehouse.shim.relay;

import java.io.IOException;

/// What connected does not speak HTTP/1.1 in a way that has one meaning.
final class MalformedRequest extends IOException {
    private static final long serialVersionUID = 1;

    MalformedRequest(String what) {
        super(what);
    }
}
