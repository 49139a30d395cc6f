package dev.gatehouse.broker.route;

import java.util.OptionalLong;
import java.util.regex.Pattern;

/// An object as an LFS path names it.
///
/// @param oid SHA-256, 64 lower-case hexadecimal digits
/// @param sizeBytes where the path says it: on an upload
public record LfsObject(String oid, OptionalLong sizeBytes) {
    private static final Pattern OID = Pattern.compile("[0-9a-f]{64}");

    public LfsObject {
        if (!isOid(oid)) {
            throw new IllegalArgumentException("an LFS oid is 64 lower-case hexadecimal digits");
        }
    }

    public static boolean isOid(String value) {
        return OID.matcher(value).matches();
    }
}
