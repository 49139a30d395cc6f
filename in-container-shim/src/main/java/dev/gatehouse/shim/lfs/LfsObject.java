package dev.gatehouse.shim.lfs;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.json.Json;

/// An object as git-lfs names it.
///
/// @param id 64 lower-case hexadecimal digits
record LfsObject(String id, long sizeBytes) {
    private static final int HEX_DIGITS = 64;
    private static final int MAXIMUM_SIZE_DIGITS = 18;

    LfsObject {
        if (!isId(id) || sizeBytes < 0) {
            throw new IllegalArgumentException("not an object");
        }
    }

    /// Reads `oid` and `size` of a message; refuses what could not stand in a path.
    static LfsObject of(Json message) throws Failure {
        String id = message.get("oid").asText();
        String size = message.get("size").asText();
        boolean digits = !size.isEmpty() && size.length() <= MAXIMUM_SIZE_DIGITS;
        for (int i = 0; i < size.length(); i++) {
            digits &= size.charAt(i) >= '0' && size.charAt(i) <= '9';
        }
        if (!isId(id) || !digits) {
            throw Failure.usage("no object: oid and size are missing or wrong");
        }
        return new LfsObject(id, Long.parseLong(size));
    }

    private static boolean isId(String text) {
        boolean hex = text.length() == HEX_DIGITS;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            hex &= (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
        }
        return hex;
    }

    /// The members `oid` and `size`.
    String json() {
        return "\"oid\":\"" + id + "\",\"size\":" + sizeBytes;
    }
}
