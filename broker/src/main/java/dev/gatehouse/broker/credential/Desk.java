package dev.gatehouse.broker.credential;

import java.time.InstantSource;
import java.util.concurrent.Executor;

/// What every agent's credential works with.
///
/// @param executor runs what blocks: reading a source, waiting for Forgejo's answer
record Desk(
        TokenReader reader,
        AccountLookup lookup,
        Alarms alarms,
        KnownTokens known,
        InstantSource clock,
        Executor executor) {}
