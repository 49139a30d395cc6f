package dev.gatehouse.shim.relay;

import java.io.IOException;

/// What connected does not speak HTTP/1.1 as git does.
final class MalformedRequest extends IOException {
    private static final long serialVersionUID = 1;

    MalformedRequest(String what) {
        super(what);
    }
}
