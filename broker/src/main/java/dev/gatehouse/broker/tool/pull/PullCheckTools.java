package dev.gatehouse.broker.tool.pull;

import static dev.gatehouse.broker.tool.pull.Chosen.NUMBER;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.forge.Forge;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// Where a pull request stands, and waiting for its checks.
final class PullCheckTools {
    private static final Parameter WAIT =
            Parameter.flag("wait", "until the checks are done; fail if one does");
    private static final Parameter TIMEOUT =
            Parameter.number("timeout", "minutes to wait at most").otherwise("10");

    /// By then the first check of a new commit should have reported that it is there.
    private static final Duration SLOW_START = Duration.ofSeconds(30);

    private final Patience.Pause pause;

    PullCheckTools(Patience.Pause pause) {
        this.pause = pause;
    }

    static List<Tool> all() {
        return new PullCheckTools(Thread::sleep).tools();
    }

    List<Tool> tools() {
        return List.of(
                Tool.read("pr", "status", "Show reviews, checks and mergeability")
                        .takes(NUMBER, WAIT, TIMEOUT)
                        .needs(
                                "repoGetPullRequest",
                                "repoListPullReviews",
                                "repoGetCombinedStatusByRef")
                        .does(this::status),
                Tool.read("pr", "checks", "List the checks of a pull request")
                        .takes(NUMBER)
                        .needs("repoGetPullRequest", "repoGetCombinedStatusByRef")
                        .does(PullCheckTools::checks));
    }

    private static ToolResult checks(ToolCall call) throws ToolFailure {
        ObjectNode pull = PullData.of(Chosen.pull(call));
        Checks checks = Checks.of(call, pull.path("headRefOid").asString());
        return ToolResult.of(Forge.object().arrayNode().addAll(checks.all()), checks.table())
                .shownAt(pull.path("url").asString());
    }

    private ToolResult status(ToolCall call) throws ToolFailure {
        PullStatus status = PullStatus.of(call, Chosen.pull(call));
        if (call.flag(WAIT)) {
            status = awaited(call, status);
        }
        return ToolResult.of(status.data(), status.view())
                .shownAt(status.pull().path("url").asString());
    }

    private PullStatus awaited(ToolCall call, PullStatus first) throws ToolFailure {
        Patience patience = new Patience(Duration.ofMinutes(call.number(TIMEOUT)), pause);
        long number = first.pull().path("number").asLong();
        PullStatus status = first;
        while (isUndecided(status, patience)) {
            call.tell("waiting for the checks of #" + number + ": " + waitedFor(status));
            if (!patience.again()) {
                throw ToolFailure.forge(
                        "after "
                                + patience.waited().toMinutes()
                                + " minutes these checks of #"
                                + number
                                + " are not done: "
                                + Checks.names(status.checks().pending()));
            }
            // The head may have moved meanwhile.
            status = PullStatus.of(call, call.forge().get(Chosen.target(call, number)));
        }
        List<ObjectNode> failed = status.checks().failed();
        if (!failed.isEmpty()) {
            throw ToolFailure.forge(told(status, failed));
        }
        return status;
    }

    private static String waitedFor(PullStatus status) {
        String names = Checks.names(status.checks().pending());
        return names.isEmpty() ? "none has reported yet" : names;
    }

    /// One that failed decides, whatever the others will say.
    private static boolean isUndecided(PullStatus status, Patience patience) {
        return switch (status.checks().state()) {
            case "pending" -> status.isOpen();
            case "none" -> status.isOpen() && patience.waited().compareTo(SLOW_START) < 0;
            default -> false;
        };
    }

    private static String told(PullStatus status, List<ObjectNode> failed) {
        StringBuilder text = new StringBuilder();
        text.append(failed.size()).append(" of ").append(status.checks().all().size());
        text.append(" checks failed on ").append(status.checks().commit()).append(':');
        for (ObjectNode check : failed) {
            text.append('\n').append(check.path("name").asString());
            text.append(": ").append(check.path("description").asString());
            text.append(' ').append(check.path("link").asString());
        }
        return text.toString();
    }
}
