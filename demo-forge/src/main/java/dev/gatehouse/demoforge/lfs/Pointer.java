package dev.gatehouse.demoforge.lfs;

import tools.jackson.databind.JsonNode;

/// What names an object: the SHA-256 of its content, and its size.
record Pointer(String oid, long bytes) {

    /// As a client sent it, valid or not.
    static Pointer of(JsonNode node) {
        return new Pointer(node.path("oid").asString(""), node.path("size").asLong(0));
    }

    boolean isValid() {
        return oid.matches("[0-9a-f]{64}") && bytes >= 0;
    }
}
