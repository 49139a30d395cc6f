package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.Commit;
import dev.gatehouse.demoforge.git.TreeEntry;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Repository;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Wiki pages as Forgejo's JSON.
record WikiViews(Links links, Repository repository, BareRepository wiki) {

    /// What a list shows of a page.
    ObjectNode summary(WikiName name, String lastCommit) throws IOException {
        ObjectNode view =
                Json.object()
                        .put("title", name.title())
                        .put("html_url", links.html(repository) + "/wiki/" + name.path())
                        .put("sub_url", name.path());
        view.set("last_commit", commit(lastCommit));
        return view;
    }

    /// The page itself; of `commits`, the newest is first.
    JsonNode page(WikiName name, List<String> commits) throws IOException {
        return summary(name, commits.getFirst())
                .put("content_base64", base64(name.file()))
                .put("commit_count", commits.size())
                .put("sidebar", base64("_Sidebar.md"))
                .put("footer", base64("_Footer.md"));
    }

    private String base64(String file) throws IOException {
        Optional<TreeEntry> entry = wiki.entry(Repository.DEFAULT_BRANCH, file);
        Content content = entry.isEmpty() ? Content.of("") : wiki.blob(entry.get().id());
        return Base64.getEncoder().encodeToString(content.toArray());
    }

    JsonNode commit(String id) throws IOException {
        Commit commit = wiki.commit(id);
        ObjectNode view = Json.object().put("sha", id);
        view.set("author", GitViews.dated(commit.author()));
        // Forgejo writes it so.
        view.set("commiter", GitViews.dated(commit.committer()));
        return view.put("message", commit.message());
    }
}
