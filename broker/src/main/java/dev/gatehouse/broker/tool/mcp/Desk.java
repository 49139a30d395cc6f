package dev.gatehouse.broker.tool.mcp;

import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.policy.RepositoryPattern;
import dev.gatehouse.broker.tool.Permissions;
import dev.gatehouse.broker.tool.Setting;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.Toolbox;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// What requests are answered with.
///
/// @param forgeUrl as people open it in a browser, without a slash at its end
/// @param version of this broker
public record Desk(
        Toolbox tools,
        Permissions permissions,
        String forgeUrl,
        String version,
        InstantSource clock) {
    /// Those the agent may use somewhere, and that need nothing beside the agent.
    List<Tool> shown(AgentName agent) {
        return permissions.permitted(agent, tools).stream()
                .filter(tool -> !tool.besideAgent())
                .toList();
    }

    /// The one that is meant where none is given: there is one if the grants name no other.
    Optional<String> defaultRepository(AgentName agent) {
        List<RepositoryPattern> places = permissions.repositories(agent);
        return places.size() == 1 && places.getFirst().isLiteral()
                ? Optional.of(places.getFirst().toString())
                : Optional.empty();
    }

    Setting setting(OwnCall call) {
        return new Setting(
                call.agent().account().value(), forgeUrl, Optional.empty(), clock.instant());
    }
}
