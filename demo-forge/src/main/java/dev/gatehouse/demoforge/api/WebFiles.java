package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.TreeEntry;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Percent;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.world.Attachment;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;

/// Downloads that are the same on the API and on the web.
final class WebFiles {
    private WebFiles() {}

    static Answer raw(Repository repository, TreeEntry entry) throws IOException, Refusal {
        if (!entry.isFile()) {
            throw Refusal.notFound();
        }
        return Answer.bytes(200, "text/plain; charset=utf-8", repository.git().blob(entry.id()))
                .with("ETag", "\"" + entry.id() + "\"")
                .with("X-Forgejo-Object-Type", "blob");
    }

    /// `name` is a ref and an ending, such as `main.tar.gz`.
    static Answer archive(Repository repository, String name) throws IOException, Refusal {
        String ending = name.endsWith(".zip") ? ".zip" : ".tar.gz";
        if (!name.endsWith(ending)) {
            throw Refusal.of(400, "Unknown format: " + name);
        }
        String ref = name.substring(0, name.length() - ending.length());
        String commit = repository.git().resolve(ref).orElseThrow(Refusal::notFound);
        return file(
                repository.name() + "-" + ref.replace('/', '-') + ending,
                repository.git().archive(commit, ending.substring(1), repository.name()));
    }

    static Answer attachment(Attachment attachment) {
        return file(attachment.name(), attachment.content())
                .with("ETag", "\"" + attachment.uuid() + "\"");
    }

    private static Answer file(String name, Content content) {
        return Answer.bytes(200, "application/octet-stream", content)
                .with("Content-Disposition", "inline; filename*=UTF-8''" + Percent.encode(name));
    }
}
