package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The git command against the demo forge and against a real Forgejo.
interface GitContract {
    String HOOKS = "charles/claude-hooks";

    TestingForge forge();

    @Test
    default void takesTheFirstPushToAnEmptyRepository(@TempDir Path parent) throws Exception {
        ForgeClient dev = ForgeClient.with(forge().url(), forge().token("dev-bot"));
        assertThat(forge().refs("charles", "fresh")).as("before the first push").isEmpty();
        assertThat(dev.get("api/v1/repos/charles/fresh").json().get("empty").asBoolean()).isTrue();
        Checkout fresh = Checkout.of(forge(), "dev-bot", "charles/fresh", parent);
        String id = fresh.commit("Begin");
        var pushed = fresh.push("HEAD:refs/heads/main");
        assertThat(pushed.exit()).as(pushed.text()).isZero();
        assertThat(forge().refs("charles", "fresh"))
                .containsExactly(Map.entry("refs/heads/main", id));
    }

    @Test
    default void tellsItsRefsAndObjects(@TempDir Path parent) throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        assertThat(forge().refs("charles", "claude-hooks"))
                .containsEntry("refs/heads/main", hooks.run("rev-parse", "origin/main"))
                .containsEntry("refs/pull/3/head", hooks.run("rev-parse", "origin/dev/time-limit"));
        String id = hooks.commit("Not yet pushed");
        assertThat(forge().hasObject("charles", "claude-hooks", id)).isFalse();
        String branch = ForgeContract.fresh();
        assertThat(hooks.push("HEAD:refs/heads/" + branch).exit()).isZero();
        assertThat(forge().hasObject("charles", "claude-hooks", id)).isTrue();
        assertThat(hooks.push(":refs/heads/" + branch).exit()).isZero();
        assertThat(forge().refs("charles", "claude-hooks"))
                .doesNotContainKey("refs/heads/" + branch);
        assertThat(forge().hasObject("charles", "claude-hooks", id))
                .as("objects stay when their branch goes")
                .isTrue();
    }

    @Test
    default void hasAWorkflowWorthProtecting(@TempDir Path parent) throws Exception {
        Checkout hooks = Checkout.of(forge(), "dev-bot", HOOKS, parent);
        assertThat(hooks.run("ls-tree", "--name-only", "-r", "origin/main"))
                .contains(".forgejo/workflows/ci.yaml");
    }
}
