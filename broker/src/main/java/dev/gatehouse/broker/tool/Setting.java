package dev.gatehouse.broker.tool;

import java.time.Instant;
import java.util.Optional;

/// Where and as whom a tool is used.
///
/// @param account the agent's on the forge
/// @param forgeUrl as people open it in a browser, without a slash at its end
/// @param branch that is checked out where the agent stands
/// @param now by which ages are told
public record Setting(String account, String forgeUrl, Optional<String> branch, Instant now) {}
