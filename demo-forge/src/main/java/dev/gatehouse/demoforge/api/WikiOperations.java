package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.CommitWriter;
import dev.gatehouse.demoforge.git.FileChange;
import dev.gatehouse.demoforge.git.History;
import dev.gatehouse.demoforge.git.TreeEntry;
import dev.gatehouse.demoforge.http.Answer;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Fields;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Routes;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Wiki pages: each is a file of the wiki's own repository, each change a commit.
final class WikiOperations {
    private WikiOperations() {}

    static void addTo(Routes<Operation> routes) {
        String wiki = "/repos/{owner}/{repo}/wiki";
        routes.on("GET", wiki + "/pages", WikiOperations::list)
                .on("POST", wiki + "/new", WikiOperations::create)
                .on("GET", wiki + "/page/{page}", call -> answer(call, 200, named(call)))
                .on("PATCH", wiki + "/page/{page}", WikiOperations::edit)
                .on("DELETE", wiki + "/page/{page}", WikiOperations::delete)
                .on("GET", wiki + "/revisions/{page}", WikiOperations::revisions);
    }

    private static BareRepository wiki(Call call) throws Refusal {
        return call.repository().wiki().orElseThrow(Refusal::notFound);
    }

    private static WikiName named(Call call) throws Refusal {
        return WikiName.ofRequest(call.parameter("page"));
    }

    private static Answer list(Call call) throws IOException, Refusal {
        BareRepository wiki = wiki(call);
        String head = wiki.branch(Repository.DEFAULT_BRANCH).orElseThrow(Refusal::notFound);
        var pages = new ArrayList<JsonNode>();
        for (TreeEntry entry : wiki.list(head, "")) {
            if (WikiName.isPage(entry.path())) {
                WikiName name = WikiName.ofFile(entry.path());
                pages.add(views(call).summary(name, commits(wiki, name).getFirst()));
            }
        }
        return call.page().counted(pages, page -> page);
    }

    private static WikiViews views(Call call) throws Refusal {
        return new WikiViews(call.views().links(), call.repository(), wiki(call));
    }

    /// The commits of a page, newest first; a 404 if there is no such page.
    private static List<String> commits(BareRepository wiki, WikiName name)
            throws IOException, Refusal {
        String head = wiki.branch(Repository.DEFAULT_BRANCH).orElseThrow(Refusal::notFound);
        if (wiki.entry(head, name.file()).isEmpty()) {
            throw Refusal.notFound();
        }
        return new History(wiki).commits(head, Optional.of(name.file()), Optional.empty());
    }

    private static Answer answer(Call call, int status, WikiName name) throws IOException, Refusal {
        return Answer.json(status, views(call).page(name, commits(wiki(call), name)));
    }

    private static Answer create(Call call) throws IOException, Refusal {
        call.needsWriter();
        Fields body = call.body();
        String title = body.text("title").orElse("");
        if (title.isBlank()) {
            throw Refusal.of(400, "emptyTitle");
        }
        WikiName name = WikiName.ofTitle(title);
        BareRepository wiki =
                call.repository().wiki().isPresent()
                        ? wiki(call)
                        : call.world().addWiki(call.repository());
        if (entry(wiki, name).isPresent()) {
            throw Refusal.of(400, "wiki page already exists [title: " + name.path() + "]");
        }
        String message = message(body, "Add \"" + title + "\"");
        commit(call, List.of(new FileChange(name.file(), content(body))), message);
        return answer(call, 201, name);
    }

    private static Optional<TreeEntry> entry(BareRepository wiki, WikiName name)
            throws IOException {
        Optional<String> head = wiki.branch(Repository.DEFAULT_BRANCH);
        return head.isEmpty() ? Optional.empty() : wiki.entry(head.get(), name.file());
    }

    /// An edit that repeats no title renames the page to `unnamed`, as Forgejo has it.
    private static Answer edit(Call call) throws IOException, Refusal {
        call.needsWriter();
        WikiName old = named(call);
        commits(wiki(call), old);
        Fields body = call.body();
        String title = body.text("title").orElse("");
        WikiName name = WikiName.ofTitle(title);
        var changes = new ArrayList<FileChange>();
        if (!name.equals(old)) {
            changes.add(new FileChange(old.file(), null));
        }
        changes.add(new FileChange(name.file(), content(body)));
        commit(call, changes, message(body, "Update \"" + title + "\""));
        return answer(call, 200, name);
    }

    private static Answer delete(Call call) throws IOException, Refusal {
        call.needsWriter();
        WikiName name = named(call);
        commits(wiki(call), name);
        commit(
                call,
                List.of(new FileChange(name.file(), null)),
                "Delete page \"" + name.title() + "\"");
        return Answer.empty(204);
    }

    private static String message(Fields body, String otherwise) {
        return body.text("message").filter(given -> !given.isEmpty()).orElse(otherwise);
    }

    private static Content content(Fields body) throws Refusal {
        try {
            String encoded = body.text("content_base64").orElse("");
            return Content.of(Base64.getDecoder().decode(encoded));
        } catch (IllegalArgumentException malformed) {
            throw Refusal.of(400, "illegal base64 data");
        }
    }

    private static void commit(Call call, List<FileChange> changes, String message)
            throws IOException, Refusal {
        BareRepository wiki = wiki(call);
        new CommitWriter(wiki, call.identity())
                .write(
                        Repository.DEFAULT_BRANCH,
                        wiki.branch(Repository.DEFAULT_BRANCH),
                        changes,
                        message + "\n");
    }

    private static Answer revisions(Call call) throws IOException, Refusal {
        List<String> ids = commits(wiki(call), named(call));
        var commits = new ArrayList<JsonNode>();
        for (String id : call.page().cut(ids)) {
            commits.add(views(call).commit(id));
        }
        ObjectNode view = Json.object();
        view.set("commits", Json.array(commits));
        view.put("count", ids.size());
        return Answer.json(200, view).with("X-Total-Count", Integer.toString(ids.size()));
    }
}
