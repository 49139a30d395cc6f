package dev.gatehouse.broker.worker.run.log;

import java.nio.file.Path;

/// One run as its log tells of it, in harmless text.
///
/// @param outcome how it ended; a word of ours where it has not, or where its caller was killed
public record RunSummary(String id, String started, String command, String outcome, Path log) {}
