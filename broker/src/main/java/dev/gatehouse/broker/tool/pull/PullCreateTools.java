package dev.gatehouse.broker.tool.pull;

import static dev.gatehouse.broker.tool.Common.ASSIGNEES;
import static dev.gatehouse.broker.tool.Common.BODY;
import static dev.gatehouse.broker.tool.Common.LABELS;
import static dev.gatehouse.broker.tool.Common.MILESTONE;
import static dev.gatehouse.broker.tool.Common.TITLE;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.issue.Triage;
import dev.gatehouse.broker.tool.repository.CommitData;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge pr create`: from a branch that is on the forge, or (AGit) by the push itself.
final class PullCreateTools {
    private static final Parameter BASE =
            Parameter.text("base", "onto this branch (the default one)").shortly('B').plain();
    private static final Parameter HEAD =
            Parameter.text("head", "from this branch (yours)").shortly('H').plain();
    private static final Parameter DRAFT =
            Parameter.flag("draft", "not to be merged yet").shortly('d').plain();
    private static final Parameter FILL =
            Parameter.flag("fill", "texts from the newest commit").shortly('f');
    private static final Parameter AGIT = Parameter.flag("agit", "push HEAD for review, no branch");
    private static final Parameter REVIEWERS =
            Parameter.texts("reviewer", "who shall review").shortly('r').plain();

    private PullCreateTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.write("pr", "create", "Open a pull request")
                        .plain()
                        .takes(TITLE, BODY, BASE, HEAD, FILL, DRAFT)
                        .takes(REVIEWERS, LABELS, ASSIGNEES, MILESTONE, AGIT)
                        .needs("repoCreatePullRequest", "repoGetBranch")
                        .does(PullCreateTools::create));
    }

    private static ToolResult create(ToolCall call) throws ToolFailure {
        String base = base(call);
        if (call.flag(AGIT)) {
            return AgitPush.result(call, base, agitTitle(call), call.given(BODY));
        }
        String head = head(call);
        if (head.equals(base)) {
            throw ToolFailure.usage(
                    "'"
                            + head
                            + "' is the base itself; switch to a branch of your own, or give --head");
        }
        ObjectNode wanted = texts(call, head);
        wanted.put("base", base);
        wanted.put("head", head);
        Triage.given(call, wanted);
        ObjectNode pull = PullData.of(call.forge().post(Chosen.target(call), wanted));
        if (!call.texts(REVIEWERS).isEmpty()) {
            askReviewers(call, pull);
        }
        String url = pull.path("url").asString();
        String line = "opened #" + pull.path("number").asLong() + ": " + url;
        return ToolResult.of(pull, new View.Line(line)).shownAt(url);
    }

    private static String base(ToolCall call) throws ToolFailure {
        Optional<String> given = call.given(BASE);
        return given.isPresent()
                ? given.get()
                : call.forge().get(call.target()).path("default_branch").asString("");
    }

    private static String head(ToolCall call) throws ToolFailure {
        return call.given(HEAD)
                .or(() -> call.setting().branch())
                .orElseThrow(() ->
                        ToolFailure.usage("no branch is checked out here, so give --head BRANCH"));
    }

    private static ObjectNode texts(ToolCall call, String head) throws ToolFailure {
        Optional<String> message = newestMessage(call, head).filter(given -> call.flag(FILL));
        String title =
                call.given(TITLE)
                        .or(() -> message.map(CommitData::headline))
                        .orElseThrow(() -> ToolFailure.usage("give --title, or --fill"));
        ObjectNode texts = Forge.object();
        texts.put("title", call.flag(DRAFT) ? Draft.mark(title) : title);
        call.given(BODY)
                .or(() -> message.map(PullCreateTools::rest))
                .ifPresent(body -> texts.put("body", body));
        return texts;
    }

    /// Of a branch of a fork (`OWNER:BRANCH`) none, since that repository's name is not known.
    private static Optional<String> newestMessage(ToolCall call, String head) throws ToolFailure {
        if (head.contains(":")) {
            return Optional.empty();
        }
        JsonNode branch =
                call.forge()
                        .find(call.target("branches").file(head))
                        .orElseThrow(() ->
                                ToolFailure.usage(
                                        "the forge has no branch '"
                                                + head
                                                + "' yet; push it first (git push -u origin "
                                                + head
                                                + "), or give --agit"));
        return Optional.of(branch.path("commit").path("message").asString(""));
    }

    private static String rest(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? "" : message.substring(end).strip();
    }

    private static Optional<String> agitTitle(ToolCall call) throws ToolFailure {
        for (Parameter other : List.of(HEAD, MILESTONE)) {
            if (call.given(other).isPresent()) {
                throw notWithAgit(other);
            }
        }
        for (Parameter other : List.of(REVIEWERS, LABELS, ASSIGNEES)) {
            if (!call.texts(other).isEmpty()) {
                throw notWithAgit(other);
            }
        }
        Optional<String> title = call.given(TITLE);
        if (call.flag(DRAFT) && title.isEmpty()) {
            throw ToolFailure.usage(
                    "with --draft and --agit, give --title: it says that it is a draft");
        }
        return call.flag(DRAFT) ? title.map(Draft::mark) : title;
    }

    private static ToolFailure notWithAgit(Parameter other) {
        return ToolFailure.usage(
                "a push for review cannot say --"
                        + other.name()
                        + "; leave it out, and set it when the pull request is open");
    }

    /// The pull request is open by now, which has to be said whatever comes.
    private static void askReviewers(ToolCall call, ObjectNode pull) throws ToolFailure {
        long number = pull.path("number").asLong();
        try {
            JsonNode asked = ReviewRequests.add(call, number, call.texts(REVIEWERS));
            asked.forEach(review ->
                    pull.withArray("reviewRequests")
                            .add(review.path("user").path("login").asString("")));
        } catch (ToolFailure failure) {
            throw ToolFailure.refused(
                    failure.exit(),
                    failure.refusal().orElse(""),
                    "#"
                            + number
                            + " is open ("
                            + pull.path("url").asString()
                            + "), but nobody was asked to review it: "
                            + failure.text());
        }
    }
}
