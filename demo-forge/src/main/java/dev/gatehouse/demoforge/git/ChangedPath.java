package dev.gatehouse.demoforge.git;

/// One path of a diff. `status` is Forgejo's word: `added`, `deleted` or `changed`.
public record ChangedPath(String path, String status, int additions, int deletions) {}
