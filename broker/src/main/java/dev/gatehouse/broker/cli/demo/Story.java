package dev.gatehouse.broker.cli.demo;

import dev.gatehouse.broker.cli.demo.Place.Ended;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the two agents do, step by step, and how each step has to end.
final class Story {
    private static final String HOOKS = "repos/charles/claude-hooks";
    private static final Pattern NUMBER = Pattern.compile("\"number\":\\s*(\\d+)");

    private final PrintWriter out;
    private final DemoForge forge;
    private final Scene scene;
    private final Stage stage;
    private final AgentShell dev;
    private final AgentShell reviewer;
    private final List<String> tokens = new ArrayList<>();
    private final List<String> surprises = new ArrayList<>();

    Story(PrintWriter out, DemoForge forge, Scene scene, Stage stage) {
        this.out = out;
        this.forge = forge;
        this.scene = scene;
        this.stage = stage;
        this.dev = new AgentShell(out, stage.place("dev"));
        this.reviewer = new AgentShell(out, stage.place("reviewer"));
        tokens.add(forge.token("dev-bot"));
        tokens.add(forge.token("reviewer-bot"));
    }

    /// Every token that was in use, for the search.
    List<String> tokens() {
        return tokens;
    }

    /// Steps that did not end as they should have.
    List<String> surprises() {
        return surprises;
    }

    void tell() throws IOException, InterruptedException {
        step("The dev agent asks who it is, and lists issues");
        expect(0, dev.run("whoami"));
        expect(0, dev.run("api", HOOKS + "/issues?state=open"));

        step("It comments, commits to a branch it was granted, and opens a pull request");
        expect(0, dev.run("api", HOOKS + "/issues/1/comments", "-f", "body=On it."));
        expect(
                0,
                dev.run(
                        "api", HOOKS + "/contents/demo.txt",
                        "-f", "content=" + base64("made by the demo\n"),
                        "-f", "message=Add a file",
                        "-f", "branch=main",
                        "-f", "new_branch=dev/demo"));
        Ended pull =
                dev.run(
                        "api",
                        HOOKS + "/pulls",
                        "-f",
                        "title=Add a file",
                        "-f",
                        "head=dev/demo",
                        "-f",
                        "base=main");
        expect(0, pull);
        Matcher number = NUMBER.matcher(pull.output());
        String index = number.find() ? number.group(1) : "1";

        step("It may not merge, and is told why");
        expect(3, dev.run("api", HOOKS + "/pulls/" + index + "/merge", "-f", "Do=merge"));

        step("It may not write main, though it may write files");
        expect(
                3,
                dev.run(
                        "api",
                        HOOKS + "/contents/demo.txt",
                        "-f",
                        "content=" + base64("on main\n"),
                        "-f",
                        "message=Sneak in",
                        "-f",
                        "branch=main"));

        step("Another repository is not granted, although its account can see it");
        expect(3, dev.run("api", "repos/charles/secret-plans/issues"));

        step("The reviewer agent, on its own socket, may review");
        expect(
                0,
                reviewer.run(
                        "api",
                        HOOKS + "/pulls/" + index + "/reviews",
                        "-f",
                        "event=COMMENT",
                        "-f",
                        "body=Reads well."));

        new GitStory(this, forge.url(), dev).tell();

        rotate();
        die();
    }

    private void rotate() throws IOException, InterruptedException {
        step("The operator rotates the token: a new file, the old token revoked, no restart");
        String fresh = forge.mintToken("dev-bot");
        tokens.add(fresh);
        scene.writeToken(stage.agent("dev"), fresh);
        forge.revokeToken(tokens.getFirst());
        expect(0, dev.run("api", HOOKS + "/issues/1"));
    }

    private void die() throws IOException, InterruptedException {
        step("The token dies: the agent is told to stop, not sent looking for another");
        forge.revokeToken(tokens.getLast());
        expect(5, dev.run("api", HOOKS + "/issues/1"));
        expect(5, dev.run("api", HOOKS + "/issues/1/comments", "-f", "body=Still there?"));
    }

    /// Looks for every token that was in use.
    void search(TokenSearch search) throws IOException, InterruptedException {
        surprises.addAll(stage.search(out, search));
        search.files("the audit log", Objects.requireNonNull(scene.auditFile().getParent()));
    }

    void step(String what) {
        out.println();
        out.println("  " + what);
        out.flush();
    }

    void expect(int status, Ended ended) {
        if (ended.status() != status) {
            surprises.add("exit " + ended.status() + " where " + status + " was expected");
            out.println("      (exit " + status + " was expected)");
        }
    }

    void check(boolean holds, String what) {
        out.println("      " + (holds ? what : "NOT TRUE: " + what));
        if (!holds) {
            surprises.add("not true: " + what);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
