package dev.gatehouse.demoforge.git;

import dev.gatehouse.demoforge.http.Content;
import org.jspecify.annotations.Nullable;

/// What one path is to hold after a commit; without content it is deleted.
public record FileChange(String path, @Nullable Content content) {}
