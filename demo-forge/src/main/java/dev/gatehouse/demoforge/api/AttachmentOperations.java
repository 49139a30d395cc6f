package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Multipart;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Attachment;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Release;
import java.util.List;

/// Files attached to issues and to releases.
final class AttachmentOperations {
    private AttachmentOperations() {}

    static void addTo(Routes<Operation> routes) {
        String ofIssue = "/repos/{owner}/{repo}/issues/{index}/assets";
        String ofRelease = "/repos/{owner}/{repo}/releases/{id}/assets";
        routes.on("GET", ofIssue, call -> list(call, call.issue().attachments()))
                .on("POST", ofIssue, AttachmentOperations::attachToIssue)
                .on("GET", ofIssue + "/{asset}", call -> read(call, call.issue().attachments()))
                .on("GET", ofRelease, call -> list(call, release(call).assets()))
                .on("POST", ofRelease, AttachmentOperations::attachToRelease);
    }

    private static Answer list(Call call, List<Attachment> attachments) {
        return Answer.json(
                200, Json.array(attachments.stream().map(call.views()::attachment).toList()));
    }

    private static Answer read(Call call, List<Attachment> attachments) throws Refusal {
        long id = call.number("asset");
        Attachment found =
                attachments.stream()
                        .filter(attachment -> attachment.id() == id)
                        .findFirst()
                        .orElseThrow(Refusal::notFound);
        return Answer.json(200, call.views().attachment(found));
    }

    private static Answer attachToIssue(Call call) throws Refusal {
        Issue issue = call.issue();
        IssueOperations.mustBeWriterOrAuthor(call, issue.author());
        return attach(call, issue.attachments(), false);
    }

    private static Answer attachToRelease(Call call) throws Refusal {
        call.needs(Access.WRITE, "user should have a permission to write to a repo");
        return attach(call, release(call).assets(), true);
    }

    private static Answer attach(Call call, List<Attachment> to, boolean ofRelease) throws Refusal {
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
        return Answer.json(201, call.views().attachment(attachment));
    }

    private static Release release(Call call) throws Refusal {
        long id = call.number("id");
        return call.repository().releases().stream()
                .filter(release -> release.id() == id)
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }
}
