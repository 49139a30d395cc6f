package dev.gatehouse.demoforge;

import dev.gatehouse.demoforge.git.BareRepository;
import dev.gatehouse.demoforge.git.TreeEntry;
import dev.gatehouse.demoforge.http.Json;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Attachment;
import dev.gatehouse.demoforge.world.Comment;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Label;
import dev.gatehouse.demoforge.world.Milestone;
import dev.gatehouse.demoforge.world.Organisation;
import dev.gatehouse.demoforge.world.PackageVersion;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Copies the demo's seed into a real Forgejo, each thing made by the one it belongs to.
final class RealSeed {
    private static final List<String> USERS =
            List.of("charles", "dev-bot", "reviewer-bot", "boss-bot", "mallory");

    private static final String OWNER = "charles";

    private final ForgejoProcess forgejo;
    private final PasswordClient client;
    private final Map<Milestone, Long> realMilestones = new HashMap<>();

    RealSeed(ForgejoProcess forgejo, PasswordClient client) {
        this.forgejo = forgejo;
        this.client = client;
    }

    void plant(Path directory) throws IOException {
        var world = new World(Files.createDirectories(directory), Clock.systemUTC());
        new Seed(world).plant();
        forgejo.run(
                "admin",
                "user",
                "create",
                "--username",
                "root1",
                "--admin",
                "--email",
                "root1@demo.test",
                "--password",
                PasswordClient.PASSWORD,
                "--must-change-password=false");
        for (String user : USERS) {
            add(world.account(user).orElseThrow());
        }
        for (Organisation organisation : world.organisations().all()) {
            add(organisation);
        }
        for (Repository repository : world.repositories()) {
            add(world, repository);
        }
        for (Organisation organisation : world.organisations().all()) {
            new RealTeams(client, OWNER).add(organisation);
        }
        for (PackageVersion version : world.packages().all()) {
            add(version);
        }
    }

    private void add(Organisation organisation) throws IOException {
        client.json(
                OWNER,
                "POST",
                "orgs",
                Json.object()
                        .put("username", organisation.account().name())
                        .put("full_name", organisation.account().fullName())
                        .put("description", organisation.description()));
    }

    private void add(PackageVersion version) throws IOException {
        for (PackageVersion.File file : version.files()) {
            client.put(
                    OWNER,
                    "../packages/%s/generic/%s/%s/%s"
                            .formatted(
                                    version.owner().name(),
                                    version.name(),
                                    version.version(),
                                    file.name()),
                    file.content());
        }
        if (version.repository().isPresent()) {
            client.json(
                    OWNER,
                    "POST",
                    "packages/%s/generic/%s/-/link/%s"
                            .formatted(
                                    version.owner().name(),
                                    version.name(),
                                    version.repository().get().name()),
                    Json.object());
        }
    }

    /// Who acts for the owner: organisations do not act themselves.
    private static String actor(World world, Repository repository) {
        boolean isShared = world.organisations().of(repository.owner()).isPresent();
        return isShared ? OWNER : repository.owner().name();
    }

    private void add(Account account) throws IOException {
        client.json(
                "root1",
                "POST",
                "admin/users",
                Json.object()
                        .put("username", account.name())
                        .put("full_name", account.fullName())
                        .put("email", account.email())
                        .put("password", PasswordClient.PASSWORD)
                        .put("must_change_password", false));
    }

    private void add(World world, Repository repository) throws IOException {
        String owner = actor(world, repository);
        boolean isShared = !owner.equals(repository.owner().name());
        client.json(
                owner,
                "POST",
                isShared ? "orgs/" + repository.owner().name() + "/repos" : "user/repos",
                Json.object()
                        .put("name", repository.name())
                        .put("description", repository.description())
                        .put("default_branch", Repository.DEFAULT_BRANCH)
                        .put("private", repository.isPrivate()));
        if (!repository.git().branches().isEmpty()) {
            push(owner, repository);
        }
        String path = "repos/" + repository.fullName() + "/";
        if (repository.wiki().isPresent()) {
            addPages(owner, path, repository.wiki().get());
        }
        for (String user : USERS) {
            if (!isShared
                    && repository
                            .accessOf(world.account(user).orElseThrow())
                            .name()
                            .equals("WRITE")) {
                client.json(
                        owner,
                        "PUT",
                        path + "collaborators/" + user,
                        Json.object().put("permission", "write"));
            }
        }
        for (Label label : repository.labels()) {
            client.json(
                    owner,
                    "POST",
                    path + "labels",
                    Json.object()
                            .put("name", label.name())
                            .put("color", "#" + label.color())
                            .put("description", label.description()));
        }
        for (Milestone milestone : repository.milestones()) {
            JsonNode made =
                    client.json(
                            owner,
                            "POST",
                            path + "milestones",
                            Json.object()
                                    .put("title", milestone.title())
                                    .put("description", milestone.description()));
            realMilestones.put(milestone, made.get("id").longValue());
        }
        for (Issue issue : repository.issues()) {
            add(path, issue);
        }
    }

    private void addPages(String owner, String path, BareRepository wiki) throws IOException {
        for (TreeEntry page : wiki.list(Repository.DEFAULT_BRANCH, "")) {
            byte[] content = wiki.blob(page.id()).toArray();
            client.json(
                    owner,
                    "POST",
                    path + "wiki/new",
                    Json.object()
                            .put("title", page.path().replaceFirst("\\.md$", ""))
                            .put("content_base64", Base64.getEncoder().encodeToString(content))
                            .put("message", "Begin the wiki"));
        }
    }

    private void push(String user, Repository repository) throws IOException {
        String url =
                forgejo.url()
                        .toString()
                        .replace(
                                "http://",
                                "http://%s:%s@".formatted(user, PasswordClient.PASSWORD));
        var command =
                new ProcessBuilder(
                        "git",
                        "push",
                        "--quiet",
                        url + repository.fullName(),
                        "refs/heads/*:refs/heads/*");
        command.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process push =
                command.directory(repository.git().directory().toFile())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(push.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (push.waitFor() != 0) {
                throw new IOException("the seed could not be pushed: " + output);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while the seed was pushed");
        }
    }

    private void add(String path, Issue issue) throws IOException {
        ObjectNode body = Json.object().put("title", issue.title()).put("body", issue.body());
        String owner = issue.repository().owner().name();
        String author = issue.author().name();
        if (issue.pull().isPresent()) {
            Pull pull = issue.pull().get();
            body.put("head", pull.headBranch()).put("base", pull.baseBranch());
            client.json(author, "POST", path + "pulls", body);
        } else {
            client.json(author, "POST", path + "issues", body);
        }
        String number = path + "issues/" + issue.number();
        ArrayNode labels = Json.texts(issue.labels().stream().map(Label::name).toList());
        if (!labels.isEmpty()) {
            ObjectNode names = Json.object();
            names.set("labels", labels);
            client.json(owner, "POST", number + "/labels", names);
        }
        if (issue.milestone().isPresent()) {
            long milestone = realMilestones.getOrDefault(issue.milestone().get(), 0L);
            client.json(owner, "PATCH", number, Json.object().put("milestone", milestone));
        }
        for (Comment comment : issue.comments()) {
            client.json(
                    comment.author().name(),
                    "POST",
                    number + "/comments",
                    Json.object().put("body", comment.body()));
        }
        for (Attachment attachment : issue.attachments()) {
            client.upload(owner, number + "/assets", attachment.name(), attachment.content());
        }
        if (!issue.isOpen()) {
            client.json(owner, "PATCH", number, Json.object().put("state", "closed"));
        }
    }
}
