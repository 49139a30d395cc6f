package dev.gatehouse.shim.json;

/// The bytes are not the one JSON document they should be.
public final class NotJson extends Exception {
    private static final long serialVersionUID = 1;

    NotJson(String what, int at) {
        super("not JSON: " + what + " at character " + at);
    }
}
