package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.Percent;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Attachment;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Repository;

/// The absolute URLs in payloads, all below the root URL.
record Links(String rootUrl) {

    String html(Account account) {
        return rootUrl + account.name();
    }

    String html(Repository repository) {
        return rootUrl + repository.fullName();
    }

    String api(Repository repository) {
        return rootUrl + "api/v1/repos/" + repository.fullName();
    }

    String html(Issue issue) {
        return html(issue.repository()) + kind(issue) + issue.number();
    }

    String api(Issue issue) {
        return api(issue.repository()) + kind(issue) + issue.number();
    }

    private static String kind(Issue issue) {
        return issue.pull().isPresent() ? "/pulls/" : "/issues/";
    }

    /// No repository in it: whoever has the uuid asks for it directly.
    String download(Attachment attachment) {
        return rootUrl + "attachments/" + attachment.uuid();
    }

    String commit(Repository repository, String id) {
        return html(repository) + "/commit/" + id;
    }

    String contents(Repository repository, String path, String ref) {
        return api(repository) + "/contents/" + Percent.encodePath(path) + "?ref=" + ref;
    }

    String raw(Repository repository, String path, String ref) {
        return html(repository) + "/raw/" + ref + "/" + Percent.encodePath(path);
    }

    String source(Repository repository, String path, String ref) {
        return html(repository) + "/src/" + ref + "/" + Percent.encodePath(path);
    }
}
