package dev.gatehouse.broker.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitRoutesTest {
    private static final String OID = "0a".repeat(32);
    private final Router router = new Router(Catalogue.load());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET  | /O/R/info/refs?service=git-upload-pack       | /o/r.git/info/refs?service=git-upload-pack
                    GET  | /o/r.git/info/refs?service=git-receive-pack  | /o/r.git/info/refs?service=git-receive-pack
                    POST | /o/r.git/git-upload-pack                     | /o/r.git/git-upload-pack
                    POST | /o/r/git-receive-pack                        | /o/r.git/git-receive-pack
                    GET  | /o/r.wiki.git/info/refs?service=git-upload-pack | /o/r.wiki.git/info/refs?service=git-upload-pack
                    POST | /o/r.wiki/git-receive-pack                   | /o/r.wiki.git/git-receive-pack
                    GET  | /o/r%2Egit/info/refs?service=git-upload-pack | /o/r.git/info/refs?service=git-upload-pack
                    """)
    void writesGitsTargetAnew(String method, String given, String target) {
        assertThat(router.route(method, given))
                .isInstanceOfSatisfying(
                        Routing.Routed.class,
                        routed ->
                                assertThat(routed.route())
                                        .isInstanceOfSatisfying(
                                                Route.Git.class,
                                                git -> assertThat(git.target()).isEqualTo(target)));
    }

    @Test
    void takesAWikiForAnotherRepositoryOfTheSameName() {
        if (router.route("POST", "/o/r.wiki.git/git-upload-pack")
                instanceof Routing.Routed(Route.Git git)) {
            assertThat(git.address()).isEqualTo(new GitAddress(new RepositoryName("o", "r"), true));
        } else {
            throw new AssertionError("no route");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET  | /o/r/info/refs
                    GET  | /o/r/info/refs?service=git-upload-archive
                    GET  | /o/r/info/refs?service=git-upload-pack&service=git-receive-pack
                    GET  | /o/r/info/refs?service=git-upload-pack&go-get=1
                    GET  | /o/r/info/refs?service=git-upload-pack&token=x
                    GET  | /o/r/info/refs?Service=git-upload-pack
                    GET  | /o/r/info/refs/?service=git-upload-pack
                    GET  | /o/r/HEAD
                    GET  | /o/r/objects/info/packs
                    GET  | /o/r/objects/0a/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a
                    POST | /o/r/git-upload-archive
                    GET  | /o/r/git-upload-pack
                    HEAD | /o/r/info/refs?service=git-upload-pack
                    PUT  | /o/r/git-receive-pack
                    POST | /o/r/git-receive-pack?service=git-upload-pack
                    POST | /o/r/git-receive-pack/x
                    POST | /o/r.git.git/git-receive-pack
                    POST | /o/r.GIT/git-receive-pack
                    POST | /o/r.wiki.wiki/git-receive-pack
                    POST | /o/r.git.wiki/git-receive-pack
                    POST | /api/r/git-receive-pack
                    POST | /user/r/git-receive-pack
                    POST | /o/\u212Aelvin/git-receive-pack
                    POST | /o/%E2%84%AAelvin/git-receive-pack
                    POST | /o//r/git-receive-pack
                    POST | /o/../r/git-receive-pack
                    POST | /o/r%2Fx/git-receive-pack
                    POST | /o/r%252E/git-receive-pack
                    GET  | /o/r.wiki.git/info/lfs/locks
                    POST | /o/r/info/lfs/objects
                    GET  | /o/r/info/lfs/objects/batch
                    GET  | /o/r/info/lfs/objects/ABCDEF
                    GET  | /o/r/info/lfs/objects/0A0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a
                    PUT  | /o/r/info/lfs/objects/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a/-1
                    PUT  | /o/r/info/lfs/objects/0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a/01
                    POST | /o/r/info/lfs/locks/x/unlock
                    POST | /o/r/info/lfs/locks/1/lock
                    """)
    void refusesWhatIsNotGitOrCanBeReadTwoWays(String method, String target) {
        assertThat(router.route(method, target)).isInstanceOf(Routing.Unroutable.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST | objects/batch | BATCH
                    POST | verify        | VERIFY
                    GET  | locks?path=a%2Fb&limit=3&token_type=x | LIST_LOCKS
                    POST | locks         | LOCK
                    POST | locks/verify  | VERIFY_LOCKS
                    POST | locks/7/unlock | UNLOCK
                    """)
    void knowsTheCallsOfLfs(String method, String path, LfsCall call) {
        assertThat(lfs(method, path).call()).isEqualTo(call);
    }

    @Test
    void sendsOnOnlyTheFiltersOfLocks() {
        assertThat(lfs("GET", "locks?path=a%2Fb&limit=3&go-get=1").target())
                .isEqualTo("/o/r.git/info/lfs/locks?path=a%2Fb&limit=3");
    }

    @Test
    void readsObjectAndSizeFromAnUpload() {
        assertThat(lfs("PUT", "objects/" + OID + "/12").object())
                .contains(new LfsObject(OID, OptionalLong.of(12)));
        assertThat(lfs("GET", "objects/" + OID).object())
                .contains(new LfsObject(OID, OptionalLong.empty()));
    }

    private Route.Lfs lfs(String method, String path) {
        if (router.route(method, "/o/r.git/info/lfs/" + path)
                instanceof Routing.Routed(Route.Lfs lfs)) {
            return lfs;
        }
        throw new AssertionError(method + " " + path);
    }
}
