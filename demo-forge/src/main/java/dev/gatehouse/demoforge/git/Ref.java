package dev.gatehouse.demoforge.git;

/// A branch or tag: its short name and the commit it stands on.
public record Ref(String name, String commit) {}
