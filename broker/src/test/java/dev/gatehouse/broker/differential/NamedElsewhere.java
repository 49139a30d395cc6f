package dev.gatehouse.broker.differential;

import com.sun.net.httpserver.Headers;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Request;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Repositories that a server reaches because the body names them, read as leniently as Forgejo
/// reads bodies (its `routers/api/v1/repo`): which fields count is written here by hand, apart from
/// the broker's catalogue. An owner without a repository is `owner/*`.
final class NamedElsewhere {
    private NamedElsewhere() {}

    static List<String> in(Decided decided) {
        if (decided.body().isEmpty()) {
            return List.of();
        }
        try {
            return in(decided, fields(decided));
        } catch (Refusal unreadable) {
            return List.of();
        }
    }

    private static Fields fields(Decided decided) throws Refusal {
        var headers = new Headers();
        headers.set("Content-Type", "application/json");
        var request =
                new Request(
                        decided.method(), decided.target(), headers, InputStream.nullInputStream());
        return Fields.bind(request, Content.of(decided.body()));
    }

    private static List<String> in(Decided decided, Fields body) {
        String[] own = decided.repository().orElse("/").split("/", 2);
        List<String> named = new ArrayList<>();
        switch (decided.operation()) {
            case "issueCreateIssueDependencies",
                    "issueRemoveIssueDependencies",
                    "issueCreateIssueBlocking",
                    "issueRemoveIssueBlocking" ->
                    named.add(
                            said(body, "owner").orElse(own[0])
                                    + "/"
                                    + said(body, "repo").orElse(own[1]));
            case "repoCreatePullRequest" ->
                    said(body, "head")
                            .filter(head -> head.contains(":"))
                            .map(head -> head.substring(0, head.indexOf(':')))
                            .filter(owner -> !owner.equals(own[0]))
                            .ifPresent(owner -> named.add(owner + "/*"));
            case "createFork" ->
                    said(body, "organization")
                            .ifPresent(owner ->
                                    named.add(owner + "/" + said(body, "name").orElse(own[1])));
            case "repoTransfer" ->
                    said(body, "new_owner").ifPresent(owner -> named.add(owner + "/" + own[1]));
            case "generateRepo" ->
                    said(body, "owner")
                            .ifPresent(owner ->
                                    named.add(owner + "/" + said(body, "name").orElse("")));
            default -> {}
        }
        return named;
    }

    private static Optional<String> said(Fields body, String name) {
        return body.text(name)
                .filter(text -> !text.isEmpty())
                .map(text -> text.toLowerCase(Locale.ROOT));
    }
}
