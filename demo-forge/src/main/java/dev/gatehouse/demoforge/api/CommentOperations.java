package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Comment;
import java.util.List;

/// Comments of issues and pull requests. A comment's id is global, but is only found below its own
/// repository.
final class CommentOperations {
    private CommentOperations() {}

    static void addTo(Routes<Operation> routes) {
        String issues = "/repos/{owner}/{repo}/issues";
        routes.on("GET", issues + "/comments", CommentOperations::listAll)
                .on("GET", issues + "/comments/{id}", CommentOperations::read)
                .on("PATCH", issues + "/comments/{id}", CommentOperations::edit)
                .on("DELETE", issues + "/comments/{id}", CommentOperations::delete)
                .on("GET", issues + "/{index}/comments", CommentOperations::list)
                .on("POST", issues + "/{index}/comments", CommentOperations::create)
                .on("PATCH", issues + "/{index}/comments/{id}", CommentOperations::edit)
                .on("DELETE", issues + "/{index}/comments/{id}", CommentOperations::delete);
    }

    private static Answer listAll(Call call) throws Refusal {
        return call.page().counted(all(call), call.views()::comment);
    }

    private static List<Comment> all(Call call) throws Refusal {
        return call.repository().issues().stream().flatMap(i -> i.comments().stream()).toList();
    }

    /// All comments of one issue: this list has no pages.
    private static Answer list(Call call) throws Refusal {
        List<Comment> comments = call.issue().comments();
        return call.page().countedUnlessAll(comments, call.views()::comment);
    }

    private static Answer create(Call call) throws Refusal {
        String text = call.body().required("body", "body", "Body");
        Comment comment = call.world().addComment(call.issue(), call.doer(), text);
        Announcements.written(call, comment.issue(), text);
        return Answer.json(201, call.views().comment(comment));
    }

    private static Answer read(Call call) throws Refusal {
        return Answer.json(200, call.views().comment(find(call)));
    }

    static Comment find(Call call) throws Refusal {
        long id = call.number("id");
        return all(call).stream()
                .filter(comment -> comment.id() == id)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Answer edit(Call call) throws Refusal {
        Comment comment = find(call);
        IssueOperations.mustBeWriterOrAuthor(call, comment.author());
        comment.edit(call.body().required("body", "body", "Body"), call.world().now());
        return Answer.json(200, call.views().comment(comment));
    }

    private static Answer delete(Call call) throws Refusal {
        Comment comment = find(call);
        IssueOperations.mustBeWriterOrAuthor(call, comment.author());
        comment.issue().comments().remove(comment);
        return Answer.empty(204);
    }
}
