package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What the demo forge and a real Forgejo have in common, written once and run against both.
interface ForgeContract extends ForgeCalls {

    /// A branch name, or the like, that no other test uses.
    static String fresh() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    @Test
    default void saysWhoTheTokenBelongsTo() throws Exception {
        assertThat(get("dev-bot", "user").get("login").asString()).isEqualTo("dev-bot");
        assertThat(get("dev-bot", "version").get("version").asString()).startsWith("16.");
        assertThat(get("dev-bot", "users/charles").get("login").asString()).isEqualTo("charles");
    }

    @Test
    default void refusesAWrongTokenEvenWhereNoneIsNeeded() throws Exception {
        String wrong = "0123456789012345678901234567890123456789";
        for (String path : new String[] {"api/v1/version", "api/v1/repos/charles/lib-parser"}) {
            Reply reply = ForgeClient.with(forge().url(), wrong).get(path);
            assertThat(reply.status()).as("public %s with a wrong token", path).isEqualTo(401);
            assertThat(reply.json().get("message").asString())
                    .as("Forgejo names the token it does not know")
                    .contains(wrong);
            Reply open = ForgeClient.anonymous(forge().url()).get(path);
            assertThat(open.status()).as("public %s without a token", path).isEqualTo(200);
        }
    }

    @Test
    default void refusesARevokedToken() throws Exception {
        String token = forge().mintToken("dev-bot", Set.of("read:user"));
        ForgeClient client = ForgeClient.with(forge().url(), token);
        assertThat(client.get("api/v1/user").status()).isEqualTo(200);
        forge().revokeToken(token);
        assertThat(client.get("api/v1/user").status()).as("once revoked").isEqualTo(401);
    }

    @Test
    default void namesTheScopeATokenLacks() throws Exception {
        String token = forge().mintToken("dev-bot", Set.of("read:issue"));
        ForgeClient client = ForgeClient.with(forge().url(), token);
        Reply user = client.get("api/v1/user");
        assertThat(user.status()).isEqualTo(403);
        assertThat(user.json().get("message").asString())
                .isEqualTo("token does not have at least one of required scope(s): [read:user]");
        assertThat(client.get("api/v1/" + HOOKS + "/issues").status()).isEqualTo(200);
        assertThat(client.json("POST", "api/v1/" + HOOKS + "/issues", "{}").status())
                .as("reading does not include writing")
                .isEqualTo(403);
    }

    @Test
    default void hidesAPrivateRepositoryFromThoseWithoutAccess() throws Exception {
        JsonNode error = ask("dev-bot", 404, "GET", "repos/charles/vault", "");
        assertThat(error.has("errors")).as("Forgejo's 404 has a list of errors").isTrue();
        ask("mallory", 404, "GET", HOOKS + "/issues", "");
        ask("mallory", 404, "GET", "repos/charles/nothing-there", "");
    }

    @Test
    default void describesARepositoryAndWhatOneMayDoWithIt() throws Exception {
        JsonNode repository = get("dev-bot", HOOKS);
        assertThat(repository.get("id").asLong()).isEqualTo(1);
        assertThat(repository.get("default_branch").asString()).isEqualTo("main");
        assertThat(repository.get("private").asBoolean()).isTrue();
        assertThat(repository.at("/permissions/push").asBoolean()).isTrue();
        for (String unit : List.of("actions", "issues", "packages", "projects", "wiki")) {
            assertThat(repository.get("has_" + unit).asBoolean()).as(unit).isTrue();
        }
        assertThat(repository.at("/permissions/admin").asBoolean()).isFalse();
        assertThat(get("dev-bot", "repositories/1").get("full_name").asString())
                .isEqualTo("charles/claude-hooks");
        assertThat(get("dev-bot", "repos/search?q=claude").at("/data/0/name").asString())
                .isEqualTo("claude-hooks");
        assertThat(
                        get("dev-bot", HOOKS + "/collaborators/dev-bot/permission")
                                .get("permission")
                                .asString())
                .isEqualTo("write");
    }

    @Test
    default void tellsWhatOthersMayDoOnlyToThoseWhoAdminister() throws Exception {
        String permission = "api/v1/" + HOOKS + "/collaborators/%s/permission";
        Set<String> scopes = Set.of("write:repository", "write:issue");
        ForgeClient bot =
                ForgeClient.with(
                        forge().url(),
                        forge().mintToken("dev-bot", scopes, List.of("charles/claude-hooks")));
        Reply own = bot.get(permission.formatted("dev-bot"));
        assertThat(own.status()).as("about oneself: %s", own.text()).isEqualTo(200);
        assertThat(own.json().at("/user/login").asString()).isEqualTo("dev-bot");
        for (String other : List.of("charles", "mallory")) {
            Reply reply = bot.get(permission.formatted(other));
            assertThat(reply.status()).as("about %s", other).isEqualTo(403);
            assertThat(reply.json().get("message").asString())
                    .startsWith("Only admins can query all permissions");
        }
        assertThat(bot.get(permission.formatted("nobody-of-that-name")).status())
                .as("whoever asks about nobody")
                .isEqualTo(404);
        ForgeClient owner = ForgeClient.with(forge().url(), forge().mintToken("charles", scopes));
        assertThat(owner.get(permission.formatted("dev-bot")).status())
                .as("the owner about another")
                .isEqualTo(200);
    }

    @Test
    default void answers401ToAValidTokenThatWantsToMakeTokens() throws Exception {
        String token = forge().mintToken("dev-bot", Set.of("write:user"));
        ForgeClient client = ForgeClient.with(forge().url(), token);
        Reply reply = client.json("POST", "api/v1/users/dev-bot/tokens", "{\"name\":\"x\"}");
        assertThat(reply.status()).as(reply.text()).isEqualTo(401);
        assertThat(client.get("api/v1/user").status()).as("the token is valid").isEqualTo(200);
    }

    @Test
    default void readsTheSeededIssuesAndComments() throws Exception {
        assertThat(get("dev-bot", HOOKS + "/issues?state=all&page=1")).hasSizeGreaterThan(2);
        JsonNode issue = get("dev-bot", HOOKS + "/issues/1");
        assertThat(issue.at("/labels/0/name").asString()).isEqualTo("bug");
        assertThat(issue.at("/milestone/title").asString()).isEqualTo("1.0");
        assertThat(get("dev-bot", HOOKS + "/issues/1/comments").at("/0/user/login").asString())
                .isEqualTo("dev-bot");
        assertThat(get("dev-bot", HOOKS + "/issues/3").at("/pull_request/merged").asBoolean())
                .isFalse();
        get("dev-bot", HOOKS + "/issues/comments");
        get("dev-bot", HOOKS + "/milestones");
        get("dev-bot", HOOKS + "/issues/1/labels");
    }

    @Test
    default void walksAnIssueThroughItsLife() throws Exception {
        JsonNode issue = ask("dev-bot", 201, "POST", HOOKS + "/issues", "{\"title\":\"a\"}");
        String path = HOOKS + "/issues/" + issue.get("number").asLong();
        JsonNode comment = ask("dev-bot", 201, "POST", path + "/comments", "{\"body\":\"b\"}");
        String commentPath = HOOKS + "/issues/comments/" + comment.get("id").asLong();
        assertThat(
                        ask("dev-bot", 200, "PATCH", commentPath, "{\"body\":\"c\"}")
                                .get("body")
                                .asString())
                .isEqualTo("c");
        assertThat(get("dev-bot", commentPath).get("body").asString()).isEqualTo("c");
        ask("dev-bot", 204, "DELETE", commentPath, "{}");
        ask("dev-bot", 404, "GET", commentPath, "");
        JsonNode closed = ask("dev-bot", 201, "PATCH", path, "{\"state\":\"closed\"}");
        assertThat(closed.get("state").asString()).isEqualTo("closed");
        assertThat(closed.get("closed_at").isNull()).as("closing has a time").isFalse();
        ask("dev-bot", 422, "POST", HOOKS + "/issues", "{\"body\":\"no title\"}");
    }

    @Test
    default void labelsAnIssueByIdAndByName() throws Exception {
        JsonNode labels = get("dev-bot", HOOKS + "/labels");
        long bug = labels.get(0).get("id").asLong();
        JsonNode issue = ask("dev-bot", 201, "POST", HOOKS + "/issues", "{\"title\":\"a\"}");
        String path = HOOKS + "/issues/" + issue.get("number").asLong() + "/labels";
        ask("dev-bot", 200, "POST", path, "{\"labels\":[" + bug + "]}");
        assertThat(ask("dev-bot", 200, "POST", path, "{\"labels\":[\"documentation\"]}"))
                .as("adding keeps what is there")
                .hasSize(2);
        ask("dev-bot", 204, "DELETE", path + "/" + bug, "{}");
        assertThat(ask("dev-bot", 200, "PUT", path, "{\"labels\":[" + bug + "]}"))
                .as("replacing does not")
                .hasSize(1);
        ask("dev-bot", 204, "DELETE", path, "{}");
    }

    @Test
    default void letsTheBodyNameAnIssueOfAnotherRepository() throws Exception {
        JsonNode issue = ask("dev-bot", 201, "POST", HOOKS + "/issues", "{\"title\":\"a\"}");
        String path = HOOKS + "/issues/" + issue.get("number").asLong();
        String other = "{\"owner\":\"charles\",\"repo\":\"secret-plans\",\"index\":1}";
        ask("dev-bot", 201, "POST", path + "/dependencies", other);
        assertThat(get("dev-bot", path + "/dependencies").at("/0/repository/full_name").asString())
                .isEqualTo("charles/secret-plans");
        ask("dev-bot", 412, "PATCH", path, "{\"state\":\"closed\"}");
        ask("dev-bot", 201, "DELETE", path + "/dependencies", other);
        ask("dev-bot", 201, "POST", path + "/blocks", other);
        get("dev-bot", path + "/blocks");
        ask("dev-bot", 201, "DELETE", path + "/blocks", other);
        String hidden = "{\"owner\":\"charles\",\"repo\":\"vault\",\"index\":1}";
        ask("dev-bot", 404, "POST", path + "/dependencies", hidden);
    }

    @Test
    default void describesTheOpenPullRequest() throws Exception {
        JsonNode pull = get("reviewer-bot", HOOKS + "/pulls/3");
        assertThat(pull.at("/head/ref").asString()).isEqualTo("dev/time-limit");
        assertThat(pull.at("/base/ref").asString()).isEqualTo("main");
        assertThat(pull.get("changed_files").asLong()).isEqualTo(1);
        assertThat(get("reviewer-bot", HOOKS + "/pulls?state=open")).isNotEmpty();
        assertThat(get("reviewer-bot", HOOKS + "/pulls/3/files").at("/0/filename").asString())
                .isEqualTo("hooks/settings.json");
        get("reviewer-bot", HOOKS + "/pulls/3/reviews");
        Reply diff =
                ForgeClient.with(forge().url(), forge().token("reviewer-bot"))
                        .get("api/v1/" + HOOKS + "/pulls/3.diff");
        assertThat(diff.text()).contains("+{\"time_limit_seconds\": 30}");
    }

    @Test
    default void writesABranchReviewsAndMergesIt() throws Exception {
        String branch = fresh();
        String file = HOOKS + "/contents/" + branch + ".txt";
        JsonNode made =
                ask(
                        "dev-bot",
                        201,
                        "POST",
                        file,
                        """
                        {"content":"b25lCg==","message":"Add a file","branch":"main",
                         "new_branch":"%s"}\
                        """
                                .formatted(branch));
        String sha = made.at("/content/sha").asString();
        get("dev-bot", HOOKS + "/branches/" + branch);
        ask("dev-bot", 404, "GET", file, "");
        assertThat(get("dev-bot", file + "?ref=" + branch).get("content").asString())
                .isEqualTo("b25lCg==");
        ask(
                "dev-bot",
                200,
                "PUT",
                file,
                "{\"content\":\"dHdvCg==\",\"branch\":\"%s\",\"sha\":\"%s\"}"
                        .formatted(branch, sha));
        ask(
                "dev-bot",
                409,
                "PUT",
                file,
                "{\"content\":\"dHdvCg==\",\"branch\":\"%s\",\"sha\":\"%s\"}"
                        .formatted(branch, sha));
        String request = "{\"title\":\"Add\",\"head\":\"%s\",\"base\":\"main\"}".formatted(branch);
        JsonNode pull = ask("dev-bot", 201, "POST", HOOKS + "/pulls", request);
        ask("dev-bot", 409, "POST", HOOKS + "/pulls", request);
        String path = HOOKS + "/pulls/" + pull.get("number").asLong();
        ask("dev-bot", 422, "POST", path + "/reviews", "{\"event\":\"APPROVED\",\"body\":\"x\"}");
        ask(
                "reviewer-bot",
                200,
                "POST",
                path + "/reviews",
                "{\"event\":\"APPROVED\",\"body\":\"Fine.\"}");
        awaitMergeable(path);
        ask("dev-bot", 200, "POST", path + "/merge", "{\"Do\":\"merge\"}");
        JsonNode merged = get("dev-bot", path);
        assertThat(merged.get("merged").asBoolean()).isTrue();
        assertThat(merged.at("/merged_by/login").asString()).isEqualTo("dev-bot");
        ask("dev-bot", 405, "POST", path + "/merge", "{\"Do\":\"merge\"}");
        get("dev-bot", file);
    }

    /// A real Forgejo looks for conflicts in the background.
    private void awaitMergeable(String path) throws Exception {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (get("dev-bot", path).get("mergeable").asBoolean()) {
                return;
            }
            Thread.sleep(50);
        }
    }

    @Test
    default void refusesAMergeOfWorkInProgress() throws Exception {
        String branch = fresh();
        ask(
                "dev-bot",
                201,
                "POST",
                HOOKS + "/contents/" + branch + ".txt",
                "{\"content\":\"b25lCg==\",\"new_branch\":\"%s\"}".formatted(branch));
        JsonNode pull =
                ask(
                        "dev-bot",
                        201,
                        "POST",
                        HOOKS + "/pulls",
                        "{\"title\":\"WIP: a\",\"head\":\"%s\",\"base\":\"main\"}"
                                .formatted(branch));
        String path = HOOKS + "/pulls/" + pull.get("number").asLong();
        assertThat(pull.get("draft").asBoolean()).isTrue();
        awaitMergeable(path);
        ask("dev-bot", 405, "POST", path + "/merge", "{\"Do\":\"merge\"}");
        ask("dev-bot", 201, "PATCH", path, "{\"title\":\"b\",\"state\":\"closed\"}");
    }

    @Test
    default void writesManyFilesInOneCommit() throws Exception {
        String branch = fresh();
        JsonNode made =
                ask(
                        "dev-bot",
                        201,
                        "POST",
                        HOOKS + "/contents",
                        """
                        {"new_branch":"%s","message":"Two files","files":[
                         {"operation":"create","path":"%s/a","content":"YQ=="},
                         {"operation":"create","path":"%s/b","content":"Yg=="}]}\
                        """
                                .formatted(branch, branch, branch));
        assertThat(made.get("files")).hasSize(2);
        JsonNode listed = get("dev-bot", HOOKS + "/contents/" + branch + "?ref=" + branch);
        assertThat(listed).hasSize(2);
        ask(
                "dev-bot",
                200,
                "DELETE",
                HOOKS + "/contents/" + branch + "/a",
                "{\"branch\":\"%s\",\"sha\":\"%s\"}"
                        .formatted(branch, listed.get(0).get("sha").asString()));
    }

    @Test
    default void makesRenamesAndDeletesABranch() throws Exception {
        String name = fresh() + "/deep";
        ask("dev-bot", 201, "POST", HOOKS + "/branches", "{\"new_branch_name\":\"" + name + "\"}");
        ask("dev-bot", 409, "POST", HOOKS + "/branches", "{\"new_branch_name\":\"" + name + "\"}");
        get("dev-bot", HOOKS + "/branches");
        String renamed = fresh();
        ask("dev-bot", 204, "PATCH", HOOKS + "/branches/" + name, "{\"name\":\"" + renamed + "\"}");
        ask("dev-bot", 404, "GET", HOOKS + "/branches/" + name, "");
        ask("dev-bot", 204, "DELETE", HOOKS + "/branches/" + renamed, "{}");
        ask("dev-bot", 403, "DELETE", HOOKS + "/branches/main", "{}");
    }

    @Test
    default void tagsAndReleases() throws Exception {
        String tag = fresh();
        ask(
                "dev-bot",
                201,
                "POST",
                HOOKS + "/tags",
                "{\"tag_name\":\"" + tag + "\",\"target\":\"main\"}");
        ask("dev-bot", 409, "POST", HOOKS + "/tags", "{\"tag_name\":\"" + tag + "\"}");
        get("dev-bot", HOOKS + "/tags?page=1");
        String released = fresh();
        JsonNode release =
                ask(
                        "dev-bot",
                        201,
                        "POST",
                        HOOKS + "/releases",
                        "{\"tag_name\":\"" + released + "\",\"name\":\"R\"}");
        get("dev-bot", HOOKS + "/releases");
        get("dev-bot", HOOKS + "/releases/tags/" + released);
        get("dev-bot", HOOKS + "/releases/" + release.get("id").asLong());
        ask("dev-bot", 409, "DELETE", HOOKS + "/tags/" + released, "{}");
        ask("dev-bot", 204, "DELETE", HOOKS + "/releases/" + release.get("id").asLong(), "{}");
        ask("dev-bot", 204, "DELETE", HOOKS + "/tags/" + tag, "{}");
    }

    @Test
    default void checksAnAttachmentAgainstItsOwnRepositoryAndNotThePath() throws Exception {
        String plans = "repos/charles/secret-plans/issues/1/assets";
        String uuid = get("dev-bot", plans).at("/0/uuid").asString();
        ForgeClient dev = ForgeClient.with(forge().url(), forge().token("dev-bot"));
        for (String path : new String[] {"", "charles/claude-hooks/", "mallory/playground/"}) {
            Reply reply = dev.get(path + "attachments/" + uuid);
            assertThat(reply.status()).as("below /%s", path).isEqualTo(200);
            assertThat(reply.text()).isEqualTo("wood, bread, books\n");
        }
        ForgeClient mallory = ForgeClient.with(forge().url(), forge().token("mallory"));
        assertThat(mallory.get("mallory/playground/attachments/" + uuid).status())
                .as("a path of her own does not help her")
                .isEqualTo(404);
    }

    @Test
    default void letsAnUrlencodedBodyFillTheSameFields() throws Exception {
        Reply reply =
                ForgeClient.with(forge().url(), forge().token("dev-bot"))
                        .body(
                                "POST",
                                "api/v1/" + HOOKS + "/issues",
                                "application/x-www-form-urlencoded",
                                "title=from+a+form");
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.json().get("title").asString()).isEqualTo("from a form");
    }

    @Test
    default void letsTheQueryOfAPatchWithoutTypeFillFields() throws Exception {
        JsonNode issue = ask("dev-bot", 201, "POST", HOOKS + "/issues", "{\"title\":\"a\"}");
        String path = "api/v1/" + HOOKS + "/issues/" + issue.get("number").asLong();
        ForgeClient dev = ForgeClient.with(forge().url(), forge().token("dev-bot"));
        Reply reply =
                dev.send(
                        dev.request(path + "?title=from+the+query")
                                .method("PATCH", HttpRequest.BodyPublishers.noBody()));
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        assertThat(reply.json().get("title").asString()).isEqualTo("from the query");
    }

    @Test
    default void readsJsonAsGoDoes() throws Exception {
        String lenient = "{\"TITLE\":\"first\",\"title\":\"last\"} trailing";
        JsonNode issue = ask("dev-bot", 201, "POST", HOOKS + "/issues", lenient);
        assertThat(issue.get("title").asString()).isEqualTo("last");
    }

    @Test
    default void letsAQueryTokenBeatTheHeader() throws Exception {
        Reply reply =
                ForgeClient.with(forge().url(), forge().token("dev-bot"))
                        .get("api/v1/user?token=" + forge().token("mallory"));
        assertThat(reply.json().get("login").asString()).isEqualTo("mallory");
    }

    @Test
    default void refusesSudo() throws Exception {
        Reply reply =
                ForgeClient.with(forge().url(), forge().token("dev-bot"))
                        .get("api/v1/user?sudo=charles");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.json().get("message").asString())
                .isEqualTo("Only administrators allowed to sudo.");
    }

    @Test
    default void ignoresTheLimitOfALabelListWithoutAPage() throws Exception {
        assertThat(get("dev-bot", HOOKS + "/labels?limit=1")).hasSizeGreaterThan(2);
        assertThat(get("dev-bot", HOOKS + "/labels?limit=1&page=1")).hasSize(1);
    }

    @Test
    default void linksPagesFromTheRootUrl() throws Exception {
        Reply reply =
                ForgeClient.with(forge().url(), forge().token("dev-bot"))
                        .get("api/v1/" + HOOKS + "/issues?state=all&limit=1&page=2");
        String link = reply.header("Link").orElse("");
        String here = "<" + forge().url() + "api/v1/" + HOOKS + "/issues?limit=1&page=";
        assertThat(link)
                .contains(here + "3&state=all>; rel=\"next\"")
                .contains(here + "1&state=all>; rel=\"first\"")
                .contains(here + "1&state=all>; rel=\"prev\"")
                .contains("rel=\"last\"");
        assertThat(Integer.parseInt(reply.header("X-Total-Count").orElse("0"))).isGreaterThan(2);
    }

    @Test
    default void collapsesSlashesAndFoldsNames() throws Exception {
        ForgeClient dev = ForgeClient.with(forge().url(), forge().token("dev-bot"));
        for (String path :
                new String[] {
                    "api/v1/repos//Charles/CLAUDE-hooks/",
                    "api/v1/repos/charles/%63laude-hooks",
                    "api/v1/repos/charles/claude-hoo%E2%84%AAs"
                }) {
            assertThat(dev.get(path).status()).as(path).isEqualTo(200);
        }
        assertThat(dev.get("api/v1/repos/charles/claude-hooks.git").status())
                .as("the API does not know .git")
                .isEqualTo(404);
    }

    @Test
    default void redirectsARenamedRepositoryRelatively() throws Exception {
        String branchOfName = fresh();
        forge().renameRepository("mallory", "playground", branchOfName);
        ForgeClient mallory = ForgeClient.with(forge().url(), forge().token("mallory"));
        Reply api = mallory.get("api/v1/repos/mallory/playground/issues?state=all");
        assertThat(api.status()).isEqualTo(301);
        assertThat(api.header("Location"))
                .contains("/api/v1/repos/mallory/" + branchOfName + "/issues?state=all");
        Reply git = mallory.get("mallory/playground.git/info/refs?service=git-upload-pack");
        assertThat(git.status()).isEqualTo(301);
        assertThat(git.header("Location"))
                .contains("/mallory/" + branchOfName + "/info/refs?service=git-upload-pack");
        forge().renameRepository("mallory", branchOfName, "playground");
    }

    @Test
    default void asksGitForACredentialAndHidesWhatOneMayNotSee() throws Exception {
        String refs = "/info/refs?service=git-upload-pack";
        ForgeClient nobody = ForgeClient.anonymous(forge().url());
        Reply asked = nobody.get("charles/claude-hooks.git" + refs);
        assertThat(asked.status()).isEqualTo(401);
        assertThat(asked.header("WWW-Authenticate")).contains("Basic realm=\"Gitea\"");
        assertThat(nobody.get("charles/lib-parser.git" + refs).status()).isEqualTo(200);
        ForgeClient dev = ForgeClient.with(forge().url(), forge().token("dev-bot"));
        assertThat(dev.get("charles/vault.git" + refs).status()).isEqualTo(404);
        assertThat(dev.get("charles/claude-hooks.git" + refs).status()).isEqualTo(200);
        assertThat(
                        ForgeClient.with(forge().url(), "0".repeat(40))
                                .get("charles/lib-parser.git" + refs)
                                .status())
                .as("a wrong token on a public repository")
                .isEqualTo(401);
        Reply push = dev.get("charles/nothing.git/info/refs?service=git-receive-pack");
        assertThat(push.status()).as("a push to a missing repository").isEqualTo(403);
    }

    @Test
    default void servesRawFilesAndArchives() throws Exception {
        ForgeClient dev = ForgeClient.with(forge().url(), forge().token("dev-bot"));
        for (String path :
                new String[] {
                    "charles/secret-plans/raw/branch/main/PLANS.md",
                    "api/v1/repos/charles/secret-plans/raw/PLANS.md"
                }) {
            assertThat(dev.get(path).text()).as(path).isEqualTo("Nobody reads this.\n");
        }
        assertThat(dev.get("charles/lib-parser/archive/main.tar.gz").status()).isEqualTo(200);
        assertThat(dev.get("charles/vault/raw/branch/main/README.md").status()).isEqualTo(404);
    }
}
