package dev.gatehouse.broker.tool.issue;

import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.tool.ToolFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An issue of this repository (`4`, `#4`) or another (`owner/repo#4`).
record IssueReference(RepositoryName repository, long number) {
    private static final Pattern FORM =
            Pattern.compile("(?:(?<owner>[^/#]+)/(?<name>[^/#]+)#|#)?(?<number>[0-9]{1,18})");

    /// @param here the repository of one that names none
    static IssueReference of(String text, RepositoryName here) throws ToolFailure {
        Matcher form = FORM.matcher(text);
        if (form.matches()) {
            String owner = form.group("owner");
            String name = form.group("name");
            long number = Long.parseLong(form.group("number"));
            if (owner == null || name == null) {
                return new IssueReference(here, number);
            }
            if (RepositoryName.isSegment(owner) && RepositoryName.isSegment(name)) {
                return new IssueReference(new RepositoryName(owner, name), number);
            }
        }
        throw ToolFailure.usage(
                "'" + text + "' is no issue: write 4 for one of " + here + ", or OWNER/REPO#4");
    }

    @Override
    public String toString() {
        return repository + "#" + number;
    }
}
