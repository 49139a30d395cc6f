package dev.gatehouse.broker;

import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.own.OwnRoutes;
import dev.gatehouse.broker.own.RoutesByPath;
import dev.gatehouse.broker.policy.Policy;
import dev.gatehouse.broker.route.Catalogue;
import dev.gatehouse.broker.tool.Permissions;
import dev.gatehouse.broker.tool.Toolbox;
import dev.gatehouse.broker.tool.actions.ActionsTools;
import dev.gatehouse.broker.tool.issue.IssueTools;
import dev.gatehouse.broker.tool.mcp.Changes;
import dev.gatehouse.broker.tool.mcp.Desk;
import dev.gatehouse.broker.tool.mcp.McpRoute;
import dev.gatehouse.broker.tool.notification.NotificationTools;
import dev.gatehouse.broker.tool.people.PeopleTools;
import dev.gatehouse.broker.tool.planning.LabelTools;
import dev.gatehouse.broker.tool.planning.MilestoneTools;
import dev.gatehouse.broker.tool.planning.TimeTools;
import dev.gatehouse.broker.tool.pull.PullTools;
import dev.gatehouse.broker.tool.release.ReleaseTools;
import dev.gatehouse.broker.tool.repository.RepositoryTools;
import dev.gatehouse.broker.tool.shell.CommandRoute;
import dev.gatehouse.broker.tool.wiki.WikiTools;
import dev.gatehouse.protocol.BrokerPaths;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// All tools, and the two faces of them.
final class Tools {
    static final Toolbox ALL =
            new Toolbox(
                    Stream.of(
                                    IssueTools.all(),
                                    LabelTools.all(),
                                    MilestoneTools.all(),
                                    TimeTools.all(),
                                    WikiTools.all(),
                                    NotificationTools.all(),
                                    PullTools.all(),
                                    RepositoryTools.all(),
                                    ReleaseTools.all(),
                                    ActionsTools.all(),
                                    PeopleTools.all())
                            .flatMap(List::stream)
                            .toList());

    private Tools() {}

    /// @param changes hears of every other configuration
    /// @param others answers the broker's other routes
    static OwnRoutes routes(
            Configuration configuration,
            String version,
            Catalogue catalogue,
            Supplier<Policy> policy,
            Changes changes,
            OwnRoutes others) {
        Permissions permissions = new Permissions(catalogue, policy);
        String forge = shown(configuration);
        InstantSource clock = InstantSource.system();
        return new RoutesByPath(
                Map.of(
                        BrokerPaths.COMMAND,
                        new CommandRoute(ALL, permissions, forge, clock),
                        BrokerPaths.MCP,
                        new McpRoute(new Desk(ALL, permissions, forge, version, clock), changes)),
                others);
    }

    /// The forge's address as people open it.
    private static String shown(Configuration configuration) {
        String url =
                configuration
                        .forge()
                        .publicUrl()
                        .orElseGet(() -> configuration.forge().url())
                        .toString();
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
