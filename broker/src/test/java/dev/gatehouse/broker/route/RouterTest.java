package dev.gatehouse.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.protocol.RefusalCode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouterTest {
    private static final Router ROUTER = new Router(Catalogue.load());

    @Test
    void understandsAnOperationAndWritesItsTarget() {
        Route.Api route =
                api("GET", "/api/v1/repos/Charles/Claude-Hooks/pulls?state=open&labels=1&labels=2");

        assertThat(route.operation().id()).isEqualTo("repoListPullRequests");
        assertThat(route.repository())
                .isEqualTo(Optional.of(new RepositoryName("charles", "claude-hooks")));
        assertThat(route.pathParameters())
                .isEqualTo(Map.of("owner", "Charles", "repo", "Claude-Hooks"));
        assertThat(route.target())
                .as("the repository is sent as it was decided, and a list always has a page")
                .isEqualTo(
                        "/api/v1/repos/charles/claude-hooks/pulls"
                                + "?state=open&labels=1&labels=2&page=1");
    }

    @Test
    void dropsAndReportsWhatTheOperationDoesNotDeclare() {
        Route.Api route = api("GET", "/api/v1/repos/a/b?go-get=1&page=2");

        assertThat(route.droppedQuery()).containsExactly("go-get", "page");
        assertThat(route.query()).isEmpty();
        assertThat(route.target()).isEqualTo("/api/v1/repos/a/b");
    }

    @Test
    void keepsThePageTheCallerAskedFor() {
        assertThat(api("GET", "/api/v1/repos/a/b/actions/runs?page=3&limit=5").target())
                .isEqualTo("/api/v1/repos/a/b/actions/runs?page=3&limit=5");
    }

    @ParameterizedTest
    @CsvSource({
        "/repos/a/b/pulls/3.diff, repoDownloadPullDiffOrPatch, /repos/a/b/pulls/3.diff",
        "/repos/a/b/pulls/3, repoGetPullRequest, /repos/a/b/pulls/3",
        "/repos/a/b/pulls/main/feature/x, repoGetPullRequestByBaseHead, /repos/a/b/pulls/main/feature/x",
        "/repos/a/b/pulls/rel%2F1/x, repoGetPullRequestByBaseHead, /repos/a/b/pulls/rel%2F1/x",
        "/repos/a/b/git/commits/1.x.patch, repoDownloadCommitDiffOrPatch, /repos/a/b/git/commits/1.x.patch",
        "/repos/a/b/git/commits/v1.0, repoGetSingleCommit, /repos/a/b/git/commits/v1.0",
        "/repos/a/b/branches/dev/x, repoGetBranch, /repos/a/b/branches/dev/x",
        "/repos/a/b/branches/dev%2Fx, repoGetBranch, /repos/a/b/branches/dev/x",
        "/repos/a/b/compare/main...dev%2fx, repoCompareDiff, /repos/a/b/compare/main...dev/x",
        "/repos/a/b/contents/d/100%25.md, repoGetContents, /repos/a/b/contents/d/100%25.md",
        "/repos/a/b/contents/a+b, repoGetContents, /repos/a/b/contents/a%2Bb",
        "/repos/a/b/contents/%C3%BC, repoGetContents, /repos/a/b/contents/%C3%BC",
        "/repos/a/b/archive/v1/x.tar.gz, repoGetArchive, /repos/a/b/archive/v1/x.tar.gz",
        "/repos/a/b/wiki/page/A%2FB, repoGetWikiPage, /repos/a/b/wiki/page/A%2FB",
        "/repos/a/b/branch_protections/rel%2F*, repoGetBranchProtection, /repos/a/b/branch_protections/rel%2F%2A",
        "/rep%6Fs/a/b, repoGet, /repos/a/b",
        "/repos/issues/search, issueSearchIssues, /repos/issues/search?page=1",
        "/teams/7/repos/Org/Repo, orgListTeamRepo, /teams/7/repos/org/repo",
        "/users/Someone, userGet, /users/Someone",
    })
    void findsTheOperationOfAPath(String path, String id, String target) {
        Route.Api route = api("GET", "/api/v1" + path);

        assertThat(route.operation().id()).isEqualTo(id);
        assertThat(route.target()).isEqualTo("/api/v1" + target);
    }

    @Test
    void aLiteralThatLeadsNowhereForTheMethodDoesNotHideAParameter() {
        assertThat(api("DELETE", "/api/v1/repos/issues/search").repository())
                .as("Forgejo's router deletes the repository issues/search here")
                .isEqualTo(Optional.of(new RepositoryName("issues", "search")));
    }

    @Test
    void servesTheVersionOfForgejosOwnApi() {
        Route.Api route = api("GET", "/api/forgejo/v1/version");

        assertThat(route.operation().id()).isEqualTo("getVersion");
        assertThat(route.target()).isEqualTo("/api/forgejo/v1/version");
    }

    @ParameterizedTest
    @CsvSource({
        "/A/B/raw/branch/dev/x/f.txt, raw, /a/b/raw/branch/dev/x/f.txt",
        "/a/b.git/raw/branch/dev%2Fx/f.txt, raw, /a/b/raw/branch/dev/x/f.txt",
        "/a/b/media/tag/v1/f.bin, media, /a/b/media/tag/v1/f.bin",
        "/a/b/raw/blob/0123456789abcdef, raw, /a/b/raw/blob/0123456789abcdef",
        "/a/b/archive/dev/x.zip, archive, /a/b/archive/dev/x.zip",
        "/a/b/releases/download/v%2F1/x%20y.tgz, releases, /a/b/releases/download/v%2F1/x%20y.tgz",
    })
    void servesDownloads(String raw, String kind, String target) {
        for (String method : new String[] {"GET", "HEAD"}) {
            assertThat(ROUTER.route(method, raw))
                    .isEqualTo(
                            new Routing.Routed(
                                    new Route.Download(
                                            HttpMethod.valueOf(method),
                                            new RepositoryName("a", "b"),
                                            kind,
                                            target)));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/attachments/0FA1b2c3-0000-4000-8000-00000000000a",
        "/any/repo/attachments/0fa1b2c3-0000-4000-8000-00000000000a",
    })
    void knowsAnAttachmentByItsIdWhateverThePathSays(String raw) {
        String uuid = "0fa1b2c3-0000-4000-8000-00000000000a";

        assertThat(ROUTER.route("GET", raw))
                .isEqualTo(
                        new Routing.Routed(
                                new Route.Attachment(
                                        HttpMethod.GET, uuid, "/attachments/" + uuid)));
    }

    @ParameterizedTest
    @CsvSource({"GET, whoami", "GET, policy", "GET, health", "POST, explain"})
    void servesItsOwnRoutes(String method, String name) {
        assertThat(ROUTER.route(method, "/-/broker/v1/" + name))
                .isEqualTo(
                        new Routing.Routed(
                                new Route.Broker(
                                        HttpMethod.valueOf(method), "/-/broker/v1/" + name)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POST; /api/v1/repos/a/b/pulls/3; this path takes GET, PATCH",
                "HEAD; /api/v1/version; this path takes GET",
                "POST; /a/b/raw/branch/main/f; this path takes GET, HEAD",
                "GET; /-/broker/v1/explain; this path takes POST",
                "GET; /a/b/objects/info/packs; dumb protocol",
                "GET; /a/b.wiki/raw/branch/main/Home.md; /wiki/",
                "GET; /api/v1/repos/a/b.git; without .git",
                "GET; /api/v1/repos/a/b.GIT; without .git",
                "GET; /repos/a/b; API paths start with /api/v1/",
                "GET; /; API paths start with /api/v1/",
                "GET; /api/v1; API paths start with /api/v1/",
            })
    void saysWhatToDoInstead(String method, String raw, String remedy) {
        assertThat(ROUTER.route(method, raw))
                .isInstanceOfSatisfying(
                        Routing.Unroutable.class,
                        unroutable -> {
                            assertThat(unroutable.code()).isEqualTo(RefusalCode.UNKNOWN_ROUTE);
                            assertThat(unroutable.remedy()).contains(remedy);
                        });
    }

    private Route.Api api(String method, String raw) {
        return TestingRouting.api(ROUTER.route(method, raw));
    }
}
