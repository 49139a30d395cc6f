package dev.gatehouse.broker.tool;

/// Parameters that mean the same in every tool that has them.
public final class Common {
    /// How many items of a list are wanted.
    public static final Parameter LIMIT =
            Parameter.number("limit", "how many at most").shortly('L').otherwise("30").plain();

    public static final Parameter TITLE = Parameter.text("title", "title").shortly('t').plain();

    /// Markdown.
    public static final Parameter BODY =
            Parameter.body("body", "text in Markdown").shortly('b').plain();

    /// Of an issue or a pull request.
    public static final Parameter INDEX =
            Parameter.number("number", "its number").operand().plain();

    public static final Parameter LABELS =
            Parameter.texts("label", "label, by name").shortly('l').plain();

    public static final Parameter ADD_LABELS = Parameter.texts("add-label", "label to add").plain();

    public static final Parameter REMOVE_LABELS =
            Parameter.texts("remove-label", "label to remove").plain();

    public static final Parameter ASSIGNEES =
            Parameter.texts("assignee", "for whom; @me is you").shortly('a').plain();

    public static final Parameter ADD_ASSIGNEES =
            Parameter.texts("add-assignee", "whom to assign; @me is you").plain();

    public static final Parameter REMOVE_ASSIGNEES =
            Parameter.texts("remove-assignee", "whom to unassign; @me is you").plain();

    public static final Parameter MILESTONE =
            Parameter.text("milestone", "milestone, by title").shortly('m').plain();

    private Common() {}
}
