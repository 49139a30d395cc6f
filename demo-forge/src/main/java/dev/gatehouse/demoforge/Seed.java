package dev.gatehouse.demoforge;

import dev.gatehouse.demoforge.git.FastImport;
import dev.gatehouse.demoforge.http.Content;
import dev.gatehouse.demoforge.world.Access;
import dev.gatehouse.demoforge.world.Account;
import dev.gatehouse.demoforge.world.Attachment;
import dev.gatehouse.demoforge.world.Issue;
import dev.gatehouse.demoforge.world.Label;
import dev.gatehouse.demoforge.world.Organisation;
import dev.gatehouse.demoforge.world.Pull;
import dev.gatehouse.demoforge.world.Repository;
import dev.gatehouse.demoforge.world.Team;
import dev.gatehouse.demoforge.world.World;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// The world as it is at the start, the same every time down to the commit ids: one human who owns
/// everything, three bots who write, a stranger, and repositories of every degree of reach.
final class Seed {
    private static final Instant FIRST_COMMIT = Instant.parse("2026-06-01T08:00:00Z");

    /// It runs for no push, so that the seed looks the same on a forge that has runners.
    private static final String WORKFLOW =
            """
            on: workflow_dispatch
            jobs:
              check:
                runs-on: docker
                steps:
                  - run: ./check.sh
            """;

    private final World world;
    private final Account charles;
    private final Account devBot;
    private final Account reviewerBot;
    private final Account bossBot;
    private final Account mallory;

    Seed(World world) {
        this.world = world;
        charles = world.addAccount("charles", "Charles");
        devBot = world.addAccount("dev-bot", "Dev Bot");
        reviewerBot = world.addAccount("reviewer-bot", "Reviewer Bot");
        bossBot = world.addAccount("boss-bot", "Boss Bot");
        mallory = world.addAccount("mallory", "Mallory");
    }

    /// Makes repositories 1 to 7, in this order. What is new goes to the end, since tests know ids.
    void plant() throws IOException {
        claudeHooks();
        libParser();
        secretPlans();
        vault();
        playground();
        repository(charles, "fresh", "Nothing was pushed yet", true, true);
        guild();
        notifications();
    }

    /// An organisation: one team that may write, and one whose member only belongs.
    private void guild() throws IOException {
        Organisation guild =
                world.organisations()
                        .add(world.addAccount("guild", "The Guild"), "Those who write handbooks");
        world.organisations().addTeam(guild, "Owners", "", Access.OWNER).join(charles);
        Repository handbook =
                repository(guild.account(), "handbook", "How it is done", false, false);
        handbook.git().take(history("handbook"));
        Team writers = world.organisations().addTeam(guild, "writers", "They write", Access.WRITE);
        writers.join(charles);
        writers.join(mallory);
        writers.reach(handbook);
        world.organisations().addTeam(guild, "readers", "They read", Access.READ).join(devBot);
        world.packages()
                .add(
                        handbook,
                        charles,
                        "handbook",
                        "1.0.0",
                        Content.of("all of it\n"),
                        world.now());
    }

    /// Every comment has told those who took part by then.
    private void notifications() {
        for (Repository repository : world.repositories()) {
            for (Issue issue : repository.issues()) {
                issue.comments()
                        .forEach(comment ->
                                world.inbox()
                                        .tellParticipants(comment.author(), issue, world.now()));
            }
        }
    }

    private void claudeHooks() throws IOException {
        Repository repository =
                repository(charles, "claude-hooks", "Hooks that keep agents honest", true, true);
        repository
                .git()
                .take(
                        history("claude-hooks")
                                .write(".forgejo/workflows/ci.yaml", WORKFLOW)
                                .commit(
                                        "dev/time-limit",
                                        devBot.fullName(),
                                        devBot.email(),
                                        FIRST_COMMIT.plusSeconds(7200),
                                        "Read the time limit from the settings\n")
                                .from("refs/heads/main")
                                .write("hooks/settings.json", "{\"time_limit_seconds\": 30}\n"));
        world.addWiki(repository)
                .take(
                        new FastImport()
                                .commit(
                                        Repository.DEFAULT_BRANCH,
                                        charles.fullName(),
                                        charles.email(),
                                        FIRST_COMMIT,
                                        "Begin the wiki\n")
                                .write("Home.md", "# What a hook is\n"));
        Label bug = world.addLabel(repository, "bug", "ee0701", "Something is broken");
        world.addLabel(repository, "enhancement", "84b6eb", "Something could be better");
        world.addLabel(repository, "documentation", "0075ca", "Words");
        var milestone = world.addMilestone(repository, "1.0", "The first release");

        Issue slow =
                issue(
                        repository,
                        charles,
                        "Hooks time out on large diffs",
                        "A limit of 5 s is too short.");
        slow.label(List.of(bug), world.now());
        slow.plan(milestone);
        world.addComment(slow, devBot, "I can reproduce this with a diff of 4 MB.");
        world.addComment(slow, reviewerBot, "The limit should be a setting.");
        Issue readme = issue(repository, bossBot, "Say in the README what a hook may do", "");
        readme.close(world.now());
        pull(repository);
    }

    private void pull(Repository repository) throws IOException {
        Issue issue =
                issue(
                        repository,
                        devBot,
                        "Read the time limit from the settings",
                        "Closes #1. The limit is 30 s unless the settings say otherwise.");
        Pull pull = world.addPull(issue, repository, "dev/time-limit", Repository.DEFAULT_BRANCH);
        String head = repository.git().branch("dev/time-limit").orElseThrow();
        repository.git().set(pull.headRef(), head);
        world.addComment(issue, reviewerBot, "Thank you, I am looking at it.");
    }

    private void libParser() throws IOException {
        Repository repository =
                repository(charles, "lib-parser", "Parses what hooks are told", false, true);
        repository.git().take(history("lib-parser"));
        world.addLabel(repository, "bug", "ee0701", "Something is broken");
        issue(repository, mallory, "Please add me as a collaborator", "I mean well.");
    }

    /// The bots may read and write this on the server: only the broker's policy keeps them away.
    private void secretPlans() throws IOException {
        Repository repository = repository(charles, "secret-plans", "Not for the bots", true, true);
        repository.git().take(history("secret-plans").write("PLANS.md", "Nobody reads this.\n"));
        Issue plan = issue(repository, charles, "Plan for the winter", "Stay in.");
        plan.attachments().add(attachment(repository, "winter.txt", "wood, bread, books\n"));
    }

    /// Nobody but its owner can see this.
    private void vault() throws IOException {
        Repository repository = repository(charles, "vault", "Nobody else's", true, false);
        repository.git().take(history("vault"));
        Issue issue = issue(repository, charles, "Count the coins", "");
        issue.attachments().add(attachment(repository, "coins.txt", "three\n"));
    }

    private void playground() throws IOException {
        Repository repository = repository(mallory, "playground", "Come and play", false, false);
        repository.git().take(history("playground"));
        issue(repository, mallory, "Nothing works", "");
    }

    private Attachment attachment(Repository repository, String name, String text) {
        return world.addAttachment(repository, false, name, Content.of(text));
    }

    private Repository repository(
            Account owner, String name, String description, boolean isPrivate, boolean withBots)
            throws IOException {
        Repository repository = world.addRepository(owner, name, description, isPrivate);
        if (withBots) {
            for (Account bot : List.of(devBot, reviewerBot, bossBot)) {
                world.admit(repository, bot, Access.WRITE);
            }
        }
        return repository;
    }

    private Issue issue(Repository repository, Account author, String title, String body) {
        return world.addIssue(repository, author, title, body);
    }

    private FastImport history(String name) {
        return new FastImport()
                .commit(
                        Repository.DEFAULT_BRANCH,
                        charles.fullName(),
                        charles.email(),
                        FIRST_COMMIT,
                        "Begin " + name + "\n")
                .write("README.md", "# " + name + "\n")
                .write("src/main.txt", "one\ntwo\nthree\n");
    }
}
