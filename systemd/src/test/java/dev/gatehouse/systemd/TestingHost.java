package dev.gatehouse.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A host of its own: a container whose first process is systemd, with Gatehouse installed by its
/// Debian package, and a small forge. Docker's socket is that of the machine. Commands run in it as
/// root.
final class TestingHost implements AutoCloseable {
    static final String IMAGE = "gatehouse-host:test";
    static final Path ROOT =
            Path.of(System.getProperty("gatehouse.root", "..")).toAbsolutePath().normalize();

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BOOT = Duration.ofSeconds(30);

    private final String name;

    private TestingHost(String name) {
        this.name = name;
    }

    /// With Gatehouse installed, and neither configured nor started.
    static TestingHost start() throws IOException, InterruptedException {
        TestingHost host = new TestingHost("gatehouse-test-" + UUID.randomUUID());
        boolean installed = false;
        try {
            host.make();
            host.awaitBoot();
            host.succeed(script("install.sh"));
            installed = true;
            return host;
        } finally {
            if (!installed) {
                host.close();
            }
        }
    }

    private void make() throws IOException, InterruptedException {
        List<String> run = new ArrayList<>(List.of("run", "--detach", "--name", name));
        run.addAll(List.of("--label", "dev.gatehouse.test=" + name, "--network", "none"));
        run.addAll(List.of("--cap-add", "SYS_ADMIN", "--cap-add", "SYS_PTRACE"));
        run.addAll(List.of("--cap-add", "NET_ADMIN", "--security-opt", "seccomp=unconfined"));
        run.addAll(List.of("--cgroupns", "host", "--volume", "/sys/fs/cgroup:/sys/fs/cgroup:rw"));
        run.addAll(List.of("--tmpfs", "/run", "--tmpfs", "/run/lock", "--tmpfs", "/tmp:exec"));
        run.addAll(List.of("--volume", ROOT.resolve("dist") + ":/opt/dist:ro"));
        run.addAll(List.of("--volume", ROOT.resolve("systemd") + ":/opt/systemd:ro"));
        run.addAll(List.of("--volume", "/var/run/docker.sock:/run/docker.sock"));
        run.add(IMAGE);
        Ran made = docker(PATIENCE, run);
        assertThat(made.status()).as(made.output()).isZero();
    }

    /// One of the scripts beside the tests.
    private static String script(String file) throws IOException {
        return Files.readString(ROOT.resolve("systemd/src/test/resources").resolve(file));
    }

    private void awaitBoot() throws IOException, InterruptedException {
        Ran state = await(BOOT, "systemctl is-system-running --wait");
        assertThat(state.output().strip()).as("the state of the host").isEqualTo("running");
    }

    /// Switches it off and on; what was in /run is gone.
    void reboot() throws IOException, InterruptedException {
        Ran done = docker(PATIENCE, List.of("restart", "--time", "60", name));
        assertThat(done.status()).as(done.output()).isZero();
        awaitBoot();
    }

    /// A forge at http://127.0.0.1:PORT/, and a configuration with that many agents, a01 and so on,
    /// of uid 10001 and so on: each with a token of dev-bot, and pushing to branches below its
    /// name.
    ForgeUnit serveAgents(int agents) throws IOException, InterruptedException {
        ForgeUnit forge = ForgeUnit.start(this, agents);
        configure(forge.configuration(agents));
        return forge;
    }

    void configure(String configuration) throws IOException, InterruptedException {
        write("/etc/gatehouse/gatehouse.yaml", configuration);
    }

    /// Writes a file by rename, 0640 of the broker's group.
    void write(String path, String content) throws IOException, InterruptedException {
        succeed(
                """
                cat > '%1$s.new' <<'END-OF-FILE'
                %2$s
                END-OF-FILE
                chgrp gatehouse '%1$s.new' && chmod 0640 '%1$s.new' && mv '%1$s.new' '%1$s'
                """
                        .formatted(path, content));
    }

    /// A setting of the unit beside those it comes with.
    void override(String unit, String name, String section)
            throws IOException, InterruptedException {
        String folder = "/etc/systemd/system/" + unit + ".d";
        succeed("mkdir -p " + folder);
        write(folder + "/" + name + ".conf", section);
        succeed("systemctl daemon-reload");
    }

    Ran run(String script) throws IOException, InterruptedException {
        return docker(PATIENCE, List.of("exec", name, "sh", "-c", script));
    }

    /// @return what it wrote
    String succeed(String script) throws IOException, InterruptedException {
        Ran ran = run(script);
        assertThat(ran.status()).as(script + "\n" + ran.output()).isZero();
        return ran.output().strip();
    }

    /// Runs it again and again until it succeeds.
    Ran await(Duration limit, String script) throws IOException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Ran ran = run(script);
        while (ran.status() != 0 && System.nanoTime() - end < 0) {
            Thread.sleep(Duration.ofMillis(100));
            ran = run(script);
        }
        return ran;
    }

    /// What a property of the broker's unit is.
    String show(String property) throws IOException, InterruptedException {
        return succeed("systemctl show --value --property " + property + " gatehouse.service");
    }

    /// What the broker said.
    String journal() throws IOException, InterruptedException {
        return run("journalctl --no-pager --lines 60 --unit gatehouse.service").output();
    }

    private static Ran docker(Duration limit, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(arguments);
        return Ran.of(limit, command);
    }

    @Override
    public void close() throws IOException {
        try {
            docker(PATIENCE, List.of("rm", "--force", "--volumes", name));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted: remove container " + name, interrupted);
        }
    }
}
