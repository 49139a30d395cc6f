package dev.gatehouse.broker.config;

import dev.gatehouse.broker.agent.ModelKey;
import dev.gatehouse.broker.config.ForgeSettings.Timeouts;
import dev.gatehouse.broker.model.ModelRules;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// The one API of models that an agent may ask, and what it may ask there.
///
/// @param url scheme, host, port and path only; the path has no slash at its end and does not hold
///   the API's own `/v1`
/// @param caFile PEM certificates to trust in place of the system's
/// @param key none only for a server that wants none
public record ModelSettings(
        URI url,
        Optional<Path> caFile,
        Optional<ModelKey> key,
        ModelRules rules,
        Timeouts timeouts) {}
