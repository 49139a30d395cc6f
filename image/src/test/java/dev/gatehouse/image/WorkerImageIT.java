package dev.gatehouse.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.containers.Container.ExecResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@NeedsImage(WorkerImageIT.IMAGE)
final class WorkerImageIT {
    static final String IMAGE = "gatehouse-worker:shell";
    private static TestingWorker worker;

    @BeforeAll
    static void start() {
        worker = TestingWorker.of(IMAGE);
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @Test
    void isTheAgentAndNobodyElse() throws Exception {
        assertThat(worker.run("id -u; id -g; id -G").getStdout().lines())
                .containsExactly("10001", "10001", "10001");
        assertThat(worker.run("cat /proc/self/status").getStdout())
                .contains(
                        "CapBnd:\t0000000000000000", "CapEff:\t0000000000000000", "NoNewPrivs:\t1");
    }

    @Test
    void holdsNoFileThatChangesItsUserOrGroup() throws Exception {
        ExecResult found = worker.runAsRoot("find / -xdev -perm /6000 ! -type l");
        assertThat(found.getStdout()).as("SUID and SGID files").isEmpty();
        assertThat(found.getExitCode()).as(found.getStderr()).isZero();
    }

    @Test
    void holdsNothingThatEverybodyMayWrite() throws Exception {
        String found =
                worker.runAsRoot("find / -xdev -perm -0002 ! -type l ! -perm -1000").getStdout();
        assertThat(found).as("only folders with the sticky bit").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "su",
                "sudo",
                "mount",
                "umount",
                "passwd",
                "newgrp",
                "login",
                "nsenter",
                "unshare",
                "setpriv",
                "chsh",
                "chfn",
                "gpasswd",
                "chage",
                "expiry",
                "wall",
                "runuser",
                "chroot",
                "pivot_root",
                "useradd",
                "unix_chkpwd",
                "apt",
                "apt-get",
                "dpkg",
                "gcc",
                "cc",
                "as",
                "make",
                "curl",
                "wget",
                "ssh",
                "nc",
                "python3"
            })
    void lacks(String program) throws Exception {
        ExecResult found =
                worker.runAsRoot("find / -xdev ! -type d -name " + program + " -path '*bin/*'");
        assertThat(found.getStdout()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "setsid",
                "sh",
                "sleep",
                "kill",
                "timeout",
                "find",
                "ls",
                "grep",
                "id",
                "mkdir",
                "rm",
                "cat",
                "touch",
                "git",
                "git-lfs",
                "forge",
                "git-remote-forge",
                "gh",
                "jq",
                "ps"
            })
    void keeps(String program) throws Exception {
        assertThat(worker.run("/usr/bin/env which " + program).getExitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/etc", "/usr/bin", "/opt/gatehouse", "/run/gatehouse", "/var/tmp"})
    void writesNothingTo(String folder) throws Exception {
        assertThat(worker.run("touch " + folder + "/file").getExitCode()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/tmp", "/home/agent", "/state", "/state/cache", "/state/worktrees"})
    void writesTo(String folder) throws Exception {
        ExecResult written = worker.run("touch " + folder + "/file && rm " + folder + "/file");
        assertThat(written.getExitCode()).as(written.getStderr()).isZero();
    }

    @Test
    void startsWithNothingAtHomeAndNoSession() throws Exception {
        try (TestingWorker fresh = TestingWorker.of(IMAGE)) {
            assertThat(fresh.run("ls -A ~; cat /state/sessions.json").getStdout())
                    .isEqualTo("{}\n");
            assertThat(fresh.run("stat -c '%a %u:%g' ~ /state").getStdout())
                    .isEqualTo("700 10001:10001\n".repeat(2));
        }
    }

    @Test
    void hasNoWayOutButTheSocket() throws Exception {
        assertThat(worker.run("ls /sys/class/net").getStdout()).isEqualTo("lo\n");
        ExecResult asked = worker.run("forge whoami");
        assertThat(asked.getExitCode()).as("no broker is mounted").isEqualTo(4);
    }

    @Test
    void acceptsTheCachesAtTheirFinalPath() throws Exception {
        for (String cache : new String[] {"forge", "git"}) {
            ExecResult insisted = worker.run(java("/opt/gatehouse/forge/lib/" + cache + ".aot"));
            assertThat(insisted.getExitCode()).as(insisted.getStdout()).isZero();
        }
        worker.run("head -c 1000000 /opt/gatehouse/forge/lib/forge.aot >/state/damaged.aot");
        assertThat(worker.run(java("/state/damaged.aot")).getExitCode())
                .as("the JVM would have ended")
                .isNotZero();
    }

    private static String java(String cache) {
        return "/opt/gatehouse/forge/runtime/bin/java -XX:AOTMode=on -XX:+UseSerialGC -XX:AOTCache="
                + cache
                + " -m dev.gatehouse.shim/dev.gatehouse.shim.Main --version";
    }

    @Test
    void commitsAndClonesWithLargeFiles() throws Exception {
        ExecResult done =
                worker.run(
                        """
                        set -e
                        cd /state/worktrees
                        export GIT_AUTHOR_NAME=dev GIT_AUTHOR_EMAIL=dev@example.org
                        export GIT_COMMITTER_NAME=dev GIT_COMMITTER_EMAIL=dev@example.org
                        git init -q one && cd one
                        git lfs track '*.bin'
                        head -c 100000 /dev/urandom >large.bin
                        git add . && git commit -qm first
                        git worktree add -q ../two
                        cmp large.bin ../two/large.bin
                        git lfs ls-files
                        """);
        assertThat(done.getExitCode()).as(done.getStderr()).isZero();
        assertThat(done.getStdout()).as("git-lfs took it").contains("large.bin");
    }

    @Test
    void tellsGitTheWayToTheBrokerButNoUrl() throws Exception {
        String configuration = worker.run("cd / && git config --system --list").getStdout();
        assertThat(configuration)
                .contains(
                        "protocol.forge.allow=always",
                        "credential.helper=\n",
                        "filter.lfs.process=");
        assertThat(configuration)
                .as("`gatehouse worker up` adds the forge's URLs")
                .doesNotContain("insteadof");
    }

    @Test
    void worksForAUserWhomTheImageDoesNotKnow() throws Exception {
        try (TestingWorker other = TestingWorker.of(IMAGE, 20001)) {
            ExecResult done =
                    other.run(
                            "id -u; forge --version && cd /state/worktrees && git init -q x && touch ~/y"
                                    + " && cat /state/sessions.json");
            assertThat(done.getExitCode()).as(done.getStderr()).isZero();
            assertThat(done.getStdout()).startsWith("20001\n").endsWith("{}\n");
        }
    }

    @Test
    void knowsTheTimeOfOtherPlaces() throws Exception {
        assertThat(worker.run("TZ=Asia/Kolkata date +%z").getStdout()).isEqualTo("+0530\n");
    }

    @Test
    void endsAtOnceWhenStopped() {
        try (TestingWorker stopped = TestingWorker.of(IMAGE)) {
            Instant before = Instant.now();
            assertThat(stopped.stop()).as("ended by TERM").isEqualTo(143);
            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void saysWhatItIs() throws IOException {
        JsonNode labels = Engine.get("/images/" + IMAGE + "/json").at("/Config/Labels");
        assertThat(labels.propertyNames())
                .contains(
                        "org.opencontainers.image.version",
                        "org.opencontainers.image.revision",
                        "org.opencontainers.image.source",
                        "org.opencontainers.image.created");
        assertThat(labels.path("org.opencontainers.image.title").asString())
                .isEqualTo("gatehouse-worker");
        assertThat(labels.path("org.opencontainers.image.licenses").asString())
                .isEqualTo("Apache-2.0");
        assertThat(labels.path("dev.gatehouse.profile").asString()).isEqualTo("shell");
        assertThat(labels.path("dev.gatehouse.uid").asString()).isEqualTo("10001");
        assertThat(labels.path("dev.gatehouse.gid").asString()).isEqualTo("10001");
    }

    @Test
    void carriesNoSecretNoProxyAndNoHistory() throws IOException {
        JsonNode image = Engine.get("/images/" + IMAGE + "/json");
        assertThat(image.at("/Config/Env"))
                .extracting(JsonNode::asString)
                .as("every variable, so that a new one is looked at")
                .containsExactlyInAnyOrder(
                        "HOME=/home/agent",
                        "GATEHOUSE_SOCKET=/run/gatehouse/forge.sock",
                        "XDG_CACHE_HOME=/state/cache",
                        "LANG=C.UTF-8",
                        "PATH=/usr/local/bin:/usr/bin:/bin");
        assertThat(image.at("/RootFS/Layers").size())
                .as("one layer, and the working directory's")
                .isLessThan(3);
        assertThat(Engine.get("/images/" + IMAGE + "/history").toString())
                .doesNotContainIgnoringCase("token", "password", "secret", "_proxy", "api_key");
    }

    @Test
    void listsItsParts() throws Exception {
        JsonNode bill =
                JsonMapper.shared()
                        .readTree(worker.run("cat /usr/share/gatehouse/sbom.json").getStdout());
        assertThat(bill.path("bomFormat").asString()).isEqualTo("CycloneDX");
        assertThat(bill.path("components"))
                .extracting(part -> part.path("name").asString())
                .contains("git", "git-lfs", "libc6", "forge", "openjdk")
                .as("what was taken away")
                .doesNotContain("apt", "login", "mount", "passwd");
        String git =
                bill.path("components")
                        .valueStream()
                        .filter(part -> part.path("name").asString().equals("git"))
                        .findFirst()
                        .orElseThrow()
                        .path("version")
                        .asString();
        assertThat(worker.run("git --version").getStdout())
                .contains(git.replaceAll("^\\d+:|-.*", ""));
    }
}
