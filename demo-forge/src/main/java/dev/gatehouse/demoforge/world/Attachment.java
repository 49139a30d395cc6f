package dev.gatehouse.demoforge.world;

import dev.gatehouse.demoforge.http.Content;
import java.time.Instant;

/// A file attached to an issue or a release. It belongs to `repository`, whatever path it is asked
/// for under.
public record Attachment(
        long id,
        String uuid,
        String name,
        Content content,
        Repository repository,
        boolean ofRelease,
        Instant createdAt) {

    public int bytes() {
        return content.size();
    }
}
