package dev.gatehouse.broker.quarantine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Map;

/// What the forge has of one repository. Both calls block on a virtual thread of their own and are
/// interrupted when the time of a check is up.
public interface ForgeObjects {
    /// The branch heads as they are now: full ref name to object id. Empty for an empty repository.
    Map<String, String> heads() throws IOException;

    /// Writes one self-contained (not thin) pack of the commits and trees, blobs may be left out,
    /// that `wants` reach and `haves` do not. Fails where the forge has one of `wants` not.
    void fetch(Collection<String> wants, Collection<String> haves, OutputStream pack)
            throws IOException;
}
