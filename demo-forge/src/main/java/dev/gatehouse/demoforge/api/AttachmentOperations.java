package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Multipart;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Attachment;
import dev.gatehouse.demoforge.world.Comment;
import dev.gatehouse.demoforge.world.Issue;
import java.util.List;

/// Files attached to issues, to comments and to releases.
final class AttachmentOperations {

    /// Finds the files a path is about.
    private interface Place {
        List<Attachment> find(Call call) throws Refusal;

        /// Refuses those who may not change them.
        void mustBeWritable(Call call) throws Refusal;
    }

    private AttachmentOperations() {}

    static void addTo(Routes<Operation> routes) {
        String repository = "/repos/{owner}/{repo}";
        add(routes, repository + "/issues/{index}/assets", false, new OfIssue());
        add(routes, repository + "/issues/comments/{id}/assets", false, new OfComment());
        add(routes, repository + "/releases/{id}/assets", true, new OfRelease());
    }

    private static void add(Routes<Operation> routes, String path, boolean ofRelease, Place place) {
        routes.on("GET", path, call -> list(call, place))
                .on("POST", path, call -> attach(call, place, ofRelease))
                .on("GET", path + "/{asset}", call -> answer(call, 200, asset(call, place)))
                .on("PATCH", path + "/{asset}", call -> edit(call, place))
                .on("DELETE", path + "/{asset}", call -> delete(call, place));
    }

    private static Answer list(Call call, Place place) throws Refusal {
        return Answer.json(
                200, Json.array(place.find(call).stream().map(call.views()::attachment).toList()));
    }

    private static Attachment asset(Call call, Place place) throws Refusal {
        long id = call.number("asset");
        return place.find(call).stream()
                .filter(attachment -> attachment.id() == id)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    private static Answer attach(Call call, Place place, boolean ofRelease) throws Refusal {
        List<Attachment> to = place.find(call);
        place.mustBeWritable(call);
        Multipart file =
                Multipart.find(call.request(), call.content(), "attachment")
                        .orElseThrow(() -> Refusal.of(400, "http: no such file"));
        Attachment attachment =
                call.world()
                        .addAttachment(
                                call.repository(),
                                ofRelease,
                                call.query("name").orElse(file.fileName()),
                                file.content());
        to.add(attachment);
        return answer(call, 201, attachment);
    }

    private static Answer edit(Call call, Place place) throws Refusal {
        Attachment attachment = asset(call, place);
        place.mustBeWritable(call);
        call.body().text("name").filter(n -> !n.isEmpty()).ifPresent(attachment::rename);
        return answer(call, 201, attachment);
    }

    private static Answer delete(Call call, Place place) throws Refusal {
        Attachment gone = asset(call, place);
        place.mustBeWritable(call);
        place.find(call).remove(gone);
        call.world().remove(gone);
        return Answer.empty(204);
    }

    private static Answer answer(Call call, int status, Attachment attachment) {
        return Answer.json(status, call.views().attachment(attachment));
    }

    private static void mustBeWriterOrAuthor(Call call, Account author) throws Refusal {
        IssueOperations.mustBeWriterOrAuthor(call, author);
    }

    private record OfIssue() implements Place {
        @Override
        public List<Attachment> find(Call call) throws Refusal {
            return call.issue().attachments();
        }

        @Override
        public void mustBeWritable(Call call) throws Refusal {
            Issue issue = call.issue();
            AttachmentOperations.mustBeWriterOrAuthor(call, issue.author());
        }
    }

    private record OfComment() implements Place {
        @Override
        public List<Attachment> find(Call call) throws Refusal {
            return CommentOperations.find(call).attachments();
        }

        @Override
        public void mustBeWritable(Call call) throws Refusal {
            Comment comment = CommentOperations.find(call);
            AttachmentOperations.mustBeWriterOrAuthor(call, comment.author());
        }
    }

    private record OfRelease() implements Place {
        @Override
        public List<Attachment> find(Call call) throws Refusal {
            return ReleaseOperations.release(call).assets();
        }

        @Override
        public void mustBeWritable(Call call) throws Refusal {
            call.needsWriter();
        }
    }
}
