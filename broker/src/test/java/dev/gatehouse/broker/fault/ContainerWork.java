package dev.gatehouse.broker.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.AgentContainer;
import dev.gatehouse.broker.TestingWorkers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// In a worker's container, by its commands.
final class ContainerWork implements AgentWork {
    private static final String HOOKS = "charles/claude-hooks";

    private final AgentContainer container;
    private final String forge;

    /// What the commands printed, which an agent would read.
    private final StringBuilder printed = new StringBuilder();

    private ContainerWork(AgentContainer container, String forge) {
        this.container = container;
        this.forge = forge;
    }

    static ContainerWork start(Path socket, URI forge) throws Exception {
        return new ContainerWork(
                AgentContainer.start("gatehouse-canary-dev", socket, "dev", forge),
                forge.toString());
    }

    @Override
    public void restWork() throws Exception {
        done("forge whoami && forge policy");
        done("forge api repos/" + HOOKS);
        done("forge issue list -R " + HOOKS);
        done("forge issue create -R " + HOOKS + " -t Found -b x");
        done("forge issue comment 1 -R " + HOOKS + " -b 'I look.'");
        done(
                "echo hello >a.txt && forge api repos/%s/issues/1/assets --form attachment=@a.txt"
                        .formatted(HOOKS));
        done("forge help --agent");
    }

    @Override
    public void gitWork(String part) throws Exception {
        done("[ -d claude-hooks ] || git clone %s%s.git".formatted(forge, HOOKS));
        assertThat(fetches()).isTrue();
        done(
                """
                cd claude-hooks && echo %1$s >%1$s.txt && git add . && git commit -qm %1$s &&
                git push origin HEAD:refs/heads/dev/%1$s\
                """
                        .formatted(part));
        failed("cd claude-hooks && git push origin HEAD:refs/heads/main");
    }

    @Override
    public void lfsWork() throws Exception {
        done(
                """
                git clone %1$s%2$s.git large && cd large && git lfs track '*.bin' &&
                seq 5000 >one.bin && git add . && git commit -qm large &&
                git push origin HEAD:refs/heads/dev/large && cd .. &&
                git clone --branch dev/large %1$s%2$s.git larger && cmp large/one.bin larger/one.bin\
                """
                        .formatted(forge, HOOKS));
    }

    @Override
    public void everyRefusal() throws Exception {
        failed("forge api repos/" + HOOKS + "/issues/4711");
        failed("forge api repos/charles/vault");
        failed("forge api -X DELETE repos/" + HOOKS);
        failed("forge api /api/v9/nothing");
        failed("echo '{' | forge api --input - repos/" + HOOKS + "/issues");
        failed("forge pr merge 1 -R " + HOOKS);
        failed("git clone " + forge + "charles/vault.git");
        failed("forge api -H 'Authorization: token mine' repos/" + HOOKS);
        failed("forge api -H 'Sudo: charles' repos/" + HOOKS);
    }

    @Override
    public boolean readsIssues() throws Exception {
        return run("forge api repos/" + HOOKS + "/issues").status() == 0;
    }

    @Override
    public boolean fetches() throws Exception {
        return run("cd claude-hooks && git fetch").status() == 0;
    }

    /// Of its files, what is not the image's is on mounts of its own, all the agent's.
    @Override
    public void addTo(SearchedPlaces places) throws Exception {
        places.add("what the commands printed", printed.toString().getBytes(UTF_8));
        add(places, "the container's files", "tar -cf - /state /home/agent /tmp /dev/shm 2>&1");
        add(
                places,
                "the container's processes",
                "cat /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null || true");
        add(places, "the container's mounts", "cat /proc/self/mountinfo; env");
        for (String clone : List.of("claude-hooks", "large", "larger")) {
            add(
                    places,
                    "objects of git in " + clone,
                    "[ ! -d %1$s ] || git -C %1$s cat-file --batch --batch-all-objects"
                            .formatted(clone));
        }
        for (String what : List.of("inspect", "logs", "diff")) {
            TestingWorkers.Ended told = TestingWorkers.docker(what, container.name());
            assertThat(told.status()).as(told.output()).isZero();
            places.add("what Docker tells: " + what, told.output().getBytes(UTF_8));
        }
        assertThat(TestingWorkers.docker("diff", container.name()).output())
                .as("files of the image that were changed; its init is Docker's own")
                .doesNotContainPattern("(?m)^[AD] (?!/usr/sbin/docker-init$)");
    }

    private void add(SearchedPlaces places, String name, String line) throws Exception {
        TestingWorkers.Ended told = container.run(line);
        assertThat(told.status()).as("%s: %s", line, told.output()).isZero();
        places.add(name, told.output().getBytes(UTF_8));
    }

    @Override
    public void leave(String inFile, String inCommit) throws Exception {
        done("echo " + inFile + " >/home/agent/planted.txt");
        done("X=" + inFile + " sleep 60 >/dev/null 2>&1 &");
        done("cd claude-hooks && echo " + inCommit + " >planted && git add . && git commit -qm p");
    }

    private void done(String line) throws Exception {
        TestingWorkers.Ended ended = run(line);
        assertThat(ended.status()).as("%s: %s", line, ended.output()).isZero();
    }

    private void failed(String line) throws Exception {
        assertThat(run(line).status()).as(line).isNotZero();
    }

    private TestingWorkers.Ended run(String line) throws Exception {
        TestingWorkers.Ended ended = container.run(line);
        printed.append(ended.output());
        return ended;
    }

    @Override
    public void close() throws IOException {
        container.close();
    }
}
