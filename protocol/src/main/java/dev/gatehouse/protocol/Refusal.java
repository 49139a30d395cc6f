package dev.gatehouse.protocol;

/// One refusal, as it is shown to the agent: every part is safe to show.
///
/// @param rule what decided, such as `agents.dev.grants[0].deny` or `framing`
/// @param detail what was refused and why
/// @param remedy what would help; who has to do it
public record Refusal(RefusalCode code, String rule, String detail, String remedy) {}
