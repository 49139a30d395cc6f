package dev.gatehouse.broker.tool.issue;

import static dev.gatehouse.broker.tool.Common.LABELS;
import static dev.gatehouse.broker.tool.Common.LIMIT;
import static dev.gatehouse.broker.tool.Common.MILESTONE;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Listing;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/// Finding issues: in a repository, and across all.
final class IssueListTools {
    private static final Parameter STATE =
            Parameter.choice("state", "which", "open", "closed", "all")
                    .shortly('s')
                    .otherwise("open")
                    .plain();
    private static final Parameter SORT =
            Parameter.choice(
                            "sort",
                            "in which order",
                            "latest",
                            "oldest",
                            "recentupdate",
                            "leastupdate",
                            "mostcomment",
                            "leastcomment")
                    .otherwise("latest")
                    .plain();
    private static final Parameter SEARCH =
            Parameter.text("search", "words to find").shortly('S').plain();
    private static final Parameter WORDS =
            Parameter.text("search", "words to find").operand().plain();
    private static final Parameter AUTHOR =
            Parameter.text("author", "whose; @me is you").shortly('A').plain();
    private static final Parameter ASSIGNEE =
            Parameter.text("assignee", "for whom; @me is you").shortly('a').plain();
    private static final Parameter MENTION =
            Parameter.text("mention", "who is mentioned; @me is you").plain();
    private static final Parameter OWNER =
            Parameter.text("owner", "whose repositories").shortly('o');

    private static final List<Concern> CONCERNS =
            List.of(
                    new Concern("assigned", "assigned_by", "Assigned to you:"),
                    new Concern("mentioned", "mentioned_by", "Mentioning you:"),
                    new Concern("opened", "created_by", "Opened by you:"));

    /// Why an issue concerns an account.
    ///
    /// @param name of the member of the data
    /// @param condition the forge's parameter
    private record Concern(String name, String condition, String heading) {}

    private IssueListTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("issue", "list", "List issues")
                        .plain()
                        .takes(STATE, LABELS, ASSIGNEE, AUTHOR, MENTION, MILESTONE, SEARCH)
                        .takes(SORT, LIMIT)
                        .needs("issueListIssues")
                        .does(IssueListTools::list),
                Tool.read("issue", "search", "Find issues by words")
                        .takes(WORDS, STATE, LABELS, LIMIT)
                        .needs("issueListIssues")
                        .does(IssueListTools::search),
                Tool.read("issue", "status", "List issues for, naming and by you")
                        .takes(LIMIT)
                        .needs("issueListIssues")
                        .does(IssueListTools::status),
                Tool.read("search", "issues", "Find issues in all repositories")
                        .takes(WORDS, STATE, LABELS, OWNER, LIMIT)
                        .needs("issueSearchIssues")
                        .ofNoRepository()
                        .does(IssueListTools::everywhere));
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        Optional<String> milestone = call.given(MILESTONE);
        if (milestone.isPresent()) {
            milestone =
                    Optional.of(
                            Numbers.milestoneNode(call, milestone.get()).path("title").asString());
        }
        return result(
                call,
                issues(call)
                        .with("state", call.text(STATE))
                        .with("sort", call.text(SORT))
                        .withAll("labels", labels(call))
                        .with("milestones", milestone)
                        .with("assigned_by", call.given(ASSIGNEE).map(call::account))
                        .with("created_by", call.given(AUTHOR).map(call::account))
                        .with("mentioned_by", call.given(MENTION).map(call::account))
                        .with("q", call.given(SEARCH)));
    }

    private static ToolResult search(ToolCall call) throws ToolFailure {
        return result(
                call,
                issues(call)
                        .with("state", call.text(STATE))
                        .withAll("labels", labels(call))
                        .with("q", call.text(WORDS)));
    }

    private static ToolResult result(ToolCall call, Target target) throws ToolFailure {
        Listing listing = call.forge().list(target, call.number(LIMIT));
        List<ObjectNode> issues = listing.items().stream().map(IssueData::of).toList();
        return listing.result(issues, IssueData.table(issues, call.setting().now()))
                .shownAt(call.setting().forgeUrl() + "/" + call.repository() + "/issues");
    }

    private static ToolResult everywhere(ToolCall call) throws ToolFailure {
        Listing listing =
                call.forge()
                        .list(
                                Target.of("repos", "issues", "search")
                                        .with("type", "issues")
                                        .with("state", call.text(STATE))
                                        .withAll("labels", call.texts(LABELS))
                                        .with("owner", call.given(OWNER))
                                        .with("q", call.text(WORDS)),
                                call.number(LIMIT));
        List<ObjectNode> issues = listing.items().stream().map(IssueData::of).toList();
        return listing.result(issues, IssueData.tableAcross(issues, call.setting().now()));
    }

    private static ToolResult status(ToolCall call) throws ToolFailure {
        String account = call.setting().account();
        ObjectNode data = Forge.object();
        List<View> views = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (Concern concern : CONCERNS) {
            Listing listing =
                    call.forge()
                            .list(
                                    issues(call)
                                            .with("state", "open")
                                            .with(concern.condition(), account),
                                    call.number(LIMIT));
            List<ObjectNode> issues = listing.items().stream().map(IssueData::of).toList();
            data.putArray(concern.name()).addAll(issues);
            views.add(new View.Line(concern.heading()));
            views.add(IssueData.table(issues, call.setting().now()));
            listing.note().ifPresent(note -> notes.add(concern.heading() + " " + note));
        }
        ToolResult result = ToolResult.of(data, new View.Sequence(views));
        return notes.isEmpty()
                ? result
                : result.noting(notes.stream().collect(Collectors.joining("\n")));
    }

    private static Target issues(ToolCall call) {
        return call.target("issues").with("type", "issues");
    }

    /// As the forge writes them: a name it does not have is no condition for it, and all match.
    private static List<String> labels(ToolCall call) throws ToolFailure {
        return Numbers.labelNodes(call, call.texts(LABELS)).stream()
                .map(label -> label.path("name").asString())
                .toList();
    }
}
