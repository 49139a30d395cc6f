package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Git LFS on the demo forge and on a real Forgejo. Each test has objects of its own, because
/// Forgejo keeps one copy for all repositories.
interface LfsContract {
    String HOOKS = "charles/claude-hooks.git";

    TestingForge forge();

    @Test
    default void repeatsTheCredentialInTheActionsOfABatchAnswer() throws Exception {
        String content = ForgeContract.fresh();
        LfsClient dev = LfsClient.of(forge(), "dev-bot", HOOKS);
        Reply upload = dev.batch("upload", content);
        assertThat(upload.status()).as(upload.text()).isEqualTo(200);
        assertThat(upload.header("Content-Type")).contains(LfsClient.MEDIA_TYPE);
        JsonNode actions = upload.json().at("/objects/0/actions");
        String echo = LfsClient.basic(forge().token("dev-bot"));
        assertThat(actions.at("/upload/header/Authorization").asString()).isEqualTo(echo);
        assertThat(actions.at("/verify/header/Authorization").asString()).isEqualTo(echo);
        assertThat(actions.at("/verify/header/Accept").asString())
                .isEqualTo("application/vnd.git-lfs+json;q=0.9, */*;q=0.8");
        String base = forge().url() + HOOKS + "/info/lfs/";
        String oid = LfsClient.oid(content);
        assertThat(actions.at("/upload/href").asString())
                .isEqualTo(base + "objects/" + oid + "/" + content.length());
        assertThat(actions.at("/verify/href").asString()).isEqualTo(base + "verify");
        assertThat(dev.upload(content).status()).isEqualTo(200);
        JsonNode download = dev.batch("download", content).json().at("/objects/0/actions/download");
        assertThat(download.get("href").asString()).isEqualTo(base + "objects/" + oid);
        assertThat(download.at("/header/Authorization").asString()).isEqualTo(echo);
    }

    @Test
    default void takesAnObjectAndGivesItBack() throws Exception {
        String content = ForgeContract.fresh();
        LfsClient dev = LfsClient.of(forge(), "dev-bot", HOOKS);
        Reply absent = dev.batch("download", content);
        assertThat(absent.json().at("/objects/0/error/code").asInt())
                .as("before the upload: %s", absent.text())
                .isEqualTo(404);
        assertThat(dev.post("verify", LfsClient.pointer(content)).status()).isEqualTo(404);
        Reply upload = dev.upload(content);
        assertThat(upload.text()).isEqualTo("{\"Message\":\"OK\"}\n");
        assertThat(dev.post("verify", LfsClient.pointer(content)).status()).isEqualTo(200);
        assertThat(dev.batch("upload", content).json().at("/objects/0").has("actions"))
                .as("nothing is left to do")
                .isFalse();
        assertThat(dev.download(content).text()).isEqualTo(content);
        Reply part =
                LfsClient.send(
                        dev.request("objects/" + LfsClient.oid(content))
                                .header("Range", "bytes=1-3"));
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo(content.substring(1, 4));
    }

    @Test
    default void refusesContentThatIsNotWhatItsNameSays() throws Exception {
        String content = ForgeContract.fresh();
        LfsClient dev = LfsClient.of(forge(), "dev-bot", HOOKS);
        Reply shorter = dev.put(content, content.substring(1));
        assertThat(shorter.status()).isEqualTo(422);
        assertThat(shorter.text()).contains("content size does not match");
        Reply other = dev.put(content, content.toUpperCase(Locale.ROOT));
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text()).contains("content hash does not match OID");
        assertThat(dev.download(content).status()).as("nothing was stored").isEqualTo(404);
    }

    @Test
    default void keepsAnObjectToTheRepositoriesThatHaveIt() throws Exception {
        String content = ForgeContract.fresh();
        assertThat(LfsClient.of(forge(), "dev-bot", HOOKS).upload(content).status()).isEqualTo(200);
        LfsClient parser = LfsClient.of(forge(), "mallory", "charles/lib-parser.git");
        assertThat(parser.download(content).status()).isEqualTo(404);
        LfsClient own = LfsClient.of(forge(), "mallory", "mallory/playground.git");
        assertThat(own.batch("upload", content).json().at("/objects/0").has("actions"))
                .as("whoever cannot see the object has to bring it")
                .isTrue();
    }

    @Test
    default void wantsTheMediaTypeFirstInAccept() throws Exception {
        LfsClient dev = LfsClient.of(forge(), "dev-bot", HOOKS);
        String batch = "{\"operation\":\"download\",\"objects\":[]}";
        for (String wrong : List.of("*/*", "application/json", "*/*, " + LfsClient.MEDIA_TYPE)) {
            Reply reply = dev.post("objects/batch", wrong, batch);
            assertThat(reply.status()).as("Accept: %s", wrong).isEqualTo(415);
            assertThat(reply.text()).contains("Unsupported Media Type");
        }
        Reply right = dev.post("objects/batch", LfsClient.MEDIA_TYPE + "; charset=utf-8", batch);
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.text()).isEqualTo("{\"objects\":null}\n");
    }

    @Test
    default void knowsNoCredentialButBasic() throws Exception {
        for (String repository : List.of(HOOKS, "charles/lib-parser")) {
            for (String scheme : List.of("token", "Bearer")) {
                LfsClient dev = LfsClient.scheme(forge(), scheme, "dev-bot", repository);
                Reply reply = dev.batch("download", "x");
                assertThat(reply.status()).as("%s on %s", scheme, repository).isEqualTo(401);
                assertThat(reply.text()).contains("Credentials are incorrect or have expired");
            }
            String wrong = "0123456789012345678901234567890123456789";
            Reply reply = LfsClient.basic(forge(), wrong, repository).batch("download", "x");
            assertThat(reply.status()).as("a wrong token on %s", repository).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).isEmpty();
        }
        LfsClient nobody = LfsClient.anonymous(forge(), HOOKS);
        Reply byQuery =
                nobody.post(
                        "objects/batch?token=" + forge().token("dev-bot"),
                        "{\"operation\":\"download\"}");
        assertThat(byQuery.status()).as("a token in the query counts for nothing").isEqualTo(401);
    }

    @Test
    default void answers401ToAGoodCredentialThatMayNot() throws Exception {
        for (Reply reply :
                List.of(
                        LfsClient.of(forge(), "mallory", HOOKS).batch("download", "x"),
                        LfsClient.of(forge(), "mallory", "charles/lib-parser").batch("upload", "x"),
                        LfsClient.anonymous(forge(), HOOKS).batch("download", "x"))) {
            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.header("WWW-Authenticate")).contains("Basic realm=gitea-lfs");
            assertThat(reply.text()).isEqualTo("{\"Message\":\"Unauthorized\"}\n");
        }
        Reply open = LfsClient.anonymous(forge(), "charles/lib-parser").batch("download", "x");
        assertThat(open.status()).as("anyone may ask a public repository").isEqualTo(200);
        assertThat(LfsClient.of(forge(), "dev-bot", "charles/none").batch("download", "x").status())
                .isEqualTo(404);
    }

    @Test
    default void wantsTheScopeOfRepositories() throws Exception {
        String reader = forge().mintToken("dev-bot", Set.of("read:repository"));
        String other = forge().mintToken("dev-bot", Set.of("write:issue"));
        assertThat(LfsClient.basic(forge(), reader, HOOKS).batch("download", "x").status())
                .isEqualTo(200);
        assertThat(LfsClient.basic(forge(), reader, HOOKS).batch("upload", "x").status())
                .isEqualTo(403);
        assertThat(LfsClient.basic(forge(), reader, HOOKS).upload("x").status()).isEqualTo(403);
        assertThat(LfsClient.basic(forge(), other, HOOKS).batch("download", "x").status())
                .isEqualTo(403);
    }

    @Test
    default void refusesWhatIsNoBatch() throws Exception {
        LfsClient dev = LfsClient.of(forge(), "dev-bot", HOOKS);
        for (String body : List.of("{", "{\"operation\":\"delete\"}", "{}")) {
            assertThat(dev.post("objects/batch", body).status()).as(body).isEqualTo(400);
        }
        Reply badOid =
                dev.post(
                        "objects/batch",
                        "{\"operation\":\"upload\",\"objects\":[{\"oid\":\"../x\",\"size\":1}]}");
        assertThat(badOid.json().at("/objects/0/error/code").asInt()).isEqualTo(422);
        assertThat(badOid.json().at("/objects/0").has("actions")).isFalse();
    }

    @Test
    default void locksAndUnlocks() throws Exception {
        String path = ForgeContract.fresh() + ".bin";
        LfsClient dev = LfsClient.of(forge(), "dev-bot", HOOKS);
        LfsClient boss = LfsClient.of(forge(), "boss-bot", HOOKS);
        Reply created = dev.post("locks", "{\"path\":\"" + path + "\"}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        JsonNode lock = created.json().get("lock");
        assertThat(lock.get("path").asString()).isEqualTo(path);
        assertThat(lock.at("/owner/name").asString()).isEqualTo("dev-bot");
        assertThat(boss.post("locks", "{\"path\":\"" + path + "\"}").status()).isEqualTo(409);
        assertThat(paths(dev.get("locks").json().get("locks"))).contains(path);
        assertThat(paths(dev.get("locks?path=" + path).json().get("locks"))).containsExactly(path);
        assertThat(paths(dev.get("locks?path=none").json().get("locks"))).isEmpty();
        assertThat(dev.get("locks?limit=1").json().get("next_cursor").asString()).isEqualTo("1");
        assertThat(paths(dev.post("locks/verify", "{}").json().get("ours"))).contains(path);
        assertThat(paths(boss.post("locks/verify", "{}").json().get("theirs"))).contains(path);
        String unlock = "locks/" + lock.get("id").asString() + "/unlock";
        assertThat(boss.post(unlock, "{}").status()).as("another's, unforced").isEqualTo(500);
        assertThat(boss.post(unlock, "{\"force\":true}").status()).isEqualTo(200);
        assertThat(dev.post(unlock, "{}").status()).as("it is gone").isEqualTo(500);
    }

    private static List<String> paths(JsonNode locks) {
        return locks.valueStream().map(lock -> lock.get("path").asString()).toList();
    }

    @Test
    default void letsOnlyThosePushWhoLock() throws Exception {
        LfsClient mallory = LfsClient.of(forge(), "mallory", "charles/lib-parser");
        assertThat(mallory.get("locks").status()).as("reading").isEqualTo(200);
        for (String path : List.of("locks", "locks/verify", "locks/1/unlock")) {
            Reply reply = mallory.post(path, "{\"path\":\"x\"}");
            assertThat(reply.status()).as(path).isEqualTo(401);
            assertThat(reply.json().get("message").asString())
                    .startsWith("You must have push access to");
        }
        assertThat(LfsClient.anonymous(forge(), "charles/lib-parser").get("locks").status())
                .as("somebody has to ask")
                .isEqualTo(401);
    }
}
