package dev.gatehouse.demoforge.git;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/// What the API tells of a commit.
public record Commit(
        String id,
        String tree,
        List<String> parents,
        Identity author,
        Identity committer,
        String message) {
    static final String FORMAT = "%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B";

    /// Who, and when.
    public record Identity(String name, String email, Instant at) {}

    static Commit parse(String formatted) {
        String[] parts = formatted.split("\0", 10);
        return new Commit(
                parts[0],
                parts[1],
                parts[2].isEmpty() ? List.of() : List.of(parts[2].split(" ", -1)),
                new Identity(parts[3], parts[4], instant(parts[5])),
                new Identity(parts[6], parts[7], instant(parts[8])),
                parts[9].strip() + "\n");
    }

    private static Instant instant(String iso) {
        return OffsetDateTime.parse(iso).toInstant();
    }
}
