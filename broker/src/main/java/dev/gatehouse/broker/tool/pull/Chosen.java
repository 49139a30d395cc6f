package dev.gatehouse.broker.tool.pull;

import dev.gatehouse.broker.tool.Common;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The pull request that is meant: by its number, or else the one of the branch that is checked
/// out.
final class Chosen {
    static final Parameter NUMBER =
            Common.INDEX.optionalOperand().described("its number (that of your branch)");

    /// What [#checkoutBranch] makes.
    private static final Pattern CHECKED_OUT = Pattern.compile("pr-(\\d{1,9})");

    /// More than these have one branch as their head only by intent.
    private static final int MOST = 50;

    private Chosen() {}

    /// The name of the local branch that a pull request is checked out as.
    static String checkoutBranch(long number) {
        return "pr-" + number;
    }

    static long number(ToolCall call) throws ToolFailure {
        Optional<Long> given = call.givenNumber(NUMBER);
        return given.isPresent() ? given.get() : ofBranch(call).path("number").asLong();
    }

    /// The forge's document of it.
    static JsonNode pull(ToolCall call) throws ToolFailure {
        Optional<Long> given = call.givenNumber(NUMBER);
        return given.isPresent() ? call.forge().get(target(call, given.get())) : ofBranch(call);
    }

    static Target target(ToolCall call, Object... segments) {
        return call.target("pulls").and(segments);
    }

    private static JsonNode ofBranch(ToolCall call) throws ToolFailure {
        String branch =
                call.setting()
                        .branch()
                        .orElseThrow(() ->
                                ToolFailure.usage(
                                        "which pull request? No branch is checked out here, so give"
                                                + " its number"));
        List<JsonNode> found = withHead(call, branch);
        if (found.isEmpty()) {
            Matcher name = CHECKED_OUT.matcher(branch);
            if (name.matches()) {
                return call.forge().get(target(call, name.group(1)));
            }
            // One that was pushed for review is named after its author and topic.
            found = withHead(call, call.setting().account() + "/" + branch);
        }
        return one(found, branch);
    }

    private static List<JsonNode> withHead(ToolCall call, String branch) throws ToolFailure {
        return call
                .forge()
                .list(target(call).with("state", "all").with("head", branch), MOST)
                .items()
                .stream()
                .filter(pull -> PullData.headBranch(pull).equals(branch))
                .toList();
    }

    private static JsonNode one(List<JsonNode> found, String branch) throws ToolFailure {
        List<JsonNode> open =
                found.stream()
                        .filter(pull -> pull.path("state").asString("").equals("open"))
                        .toList();
        if (open.size() > 1) {
            throw ToolFailure.usage(
                    "several open pull requests are from '"
                            + branch
                            + "'; give the number of one: "
                            + open.stream()
                                    .map(pull -> pull.path("number").asString())
                                    .collect(Collectors.joining(", ")));
        }
        if (!open.isEmpty()) {
            return open.getFirst();
        }
        return found.stream()
                .max(Comparator.comparingLong(pull -> pull.path("number").asLong(0)))
                .orElseThrow(() ->
                        ToolFailure.forge(
                                "no pull request is from '"
                                        + branch
                                        + "'; give a number, or open one: forge pr create"));
    }
}
