package dev.gatehouse.demoforge.http;

import java.util.Map;
import java.util.Optional;

/// What a request comes to by the forge's own router, whoever asks.
///
/// @param route the template of the path, without `/api/v1`
/// @param parameters decoded; `*` holds the rest of the path
/// @param repository `owner/name` as the forge writes it, `owner/name.wiki` for its wiki; none
///   where the route is of no repository, or where it leads to none
public record Reached(String route, Map<String, String> parameters, Optional<String> repository) {
    public Reached {
        parameters = Map.copyOf(parameters);
    }
}
