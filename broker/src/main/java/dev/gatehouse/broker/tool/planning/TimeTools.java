package dev.gatehouse.broker.tool.planning;

import static dev.gatehouse.broker.tool.Common.INDEX;
import static dev.gatehouse.broker.tool.Common.LIMIT;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// `forge time`: the time spent on issues, and the stopwatch that counts it.
public final class TimeTools {
    private static final Parameter ISSUE = INDEX.described("of this issue").optionalOperand();
    private static final Parameter USER =
            Parameter.text("user", "whose; @me is you").shortly('u').plain();
    private static final Parameter TIME = Parameter.text("time", "as in 1h30m").operand();
    private static final Parameter ID = Parameter.number("id", "the time's id").operand();

    private TimeTools() {}

    public static List<Tool> all() {
        return List.of(
                Tool.read("time", "list", "List the time spent, in all or on an issue")
                        .plain()
                        .takes(ISSUE, USER, LIMIT)
                        .needs("repoTrackedTimes", "issueTrackedTimes")
                        .does(TimeTools::list),
                Tool.write("time", "add", "Write down time spent on an issue")
                        .takes(INDEX, TIME)
                        .needs("issueAddTime")
                        .does(TimeTools::add),
                Tool.destroy("time", "delete", "Delete a time written down")
                        .plain()
                        .takes(INDEX, ID)
                        .needs("issueDeleteTime")
                        .does(TimeTools::delete),
                Tool.destroy("time", "reset", "Delete all your time on an issue")
                        .takes(INDEX)
                        .needs("issueResetTime")
                        .does(TimeTools::reset),
                Tool.write("time", "start", "Start the stopwatch on an issue")
                        .takes(INDEX)
                        .needs("issueStartStopWatch")
                        .does(TimeTools::start),
                Tool.write("time", "stop", "Stop the stopwatch, and write the time down")
                        .takes(INDEX)
                        .needs("issueStopStopWatch")
                        .does(TimeTools::stop),
                Tool.write("time", "cancel", "Stop the stopwatch, and forget the time")
                        .takes(INDEX)
                        .needs("issueDeleteStopWatch")
                        .does(TimeTools::cancel));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Optional<Long> issue = call.givenNumber(ISSUE);
        Target times =
                issue.isPresent()
                        ? call.target("issues", issue.get(), "times")
                        : call.target("times");
        Listing listing =
                call.forge()
                        .list(
                                times.with("user", call.given(USER).map(call::account)),
                                call.number(LIMIT));
        List<ObjectNode> shown = listing.items().stream().map(TimeData::of).toList();
        long seconds = shown.stream().mapToLong(time -> time.path("seconds").asLong()).sum();
        View table = TimeData.table(shown, call.setting().now());
        boolean summed = !listing.more() && !shown.isEmpty();
        return listing.result(
                shown,
                summed
                        ? new View.Sequence(
                                List.of(table, new View.Line("in all " + new TimeSpent(seconds))))
                        : table);
    }

    private static ToolResult add(ToolCall call) throws ToolFailure {
        TimeSpent spent = TimeSpent.of(call.text(TIME));
        ObjectNode body = Forge.object().put("time", spent.seconds());
        ObjectNode time = TimeData.of(call.forge().post(issue(call).and("times"), body));
        return ToolResult.of(
                time, new View.Line("wrote down " + spent + " on #" + call.number(INDEX)));
    }

    private static ToolResult delete(ToolCall call) throws ToolFailure {
        call.forge().delete(issue(call).and("times", call.number(ID)));
        return told(call, "deleted time " + call.number(ID) + " of");
    }

    private static ToolResult reset(ToolCall call) throws ToolFailure {
        call.forge().delete(issue(call).and("times"));
        return told(call, "deleted all time of " + call.setting().account() + " on");
    }

    private static ToolResult start(ToolCall call) throws ToolFailure {
        call.forge().post(stopwatch(call, "start"));
        return told(call, "started the stopwatch on");
    }

    private static ToolResult stop(ToolCall call) throws ToolFailure {
        call.forge().post(stopwatch(call, "stop"));
        return told(call, "stopped the stopwatch on");
    }

    private static ToolResult cancel(ToolCall call) throws ToolFailure {
        call.forge().delete(stopwatch(call, "delete"));
        return told(call, "cancelled the stopwatch on");
    }

    private static Target issue(ToolCall call) {
        return call.target("issues", call.number(INDEX));
    }

    private static Target stopwatch(ToolCall call, String action) {
        return issue(call).and("stopwatch", action);
    }

    private static ToolResult told(ToolCall call, String done) {
        long number = call.number(INDEX);
        return ToolResult.of(
                Forge.object().put("number", number), new View.Line(done + " #" + number));
    }
}
