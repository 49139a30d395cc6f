package dev.gatehouse.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.Container.ExecResult;

/// The broker's Debian package on a host where no systemd runs: a container, or an image that is
/// being built. What systemd makes of it is the business of the module `systemd`.
@NeedsImage(TestingDebian.IMAGE)
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class PackageIT {
    private static final String CONFIGURATION =
            """
            cat >/etc/gatehouse/gatehouse.yaml <<YAML
            forge: { url: "http://127.0.0.1:9" }
            agents:
              dev:
                account: dev-bot
                token: { file: /etc/gatehouse/tokens/dev }
                socket: { uid: 10001, gid: 10001 }
                grants: []
            YAML
            """;
    private static final String TOKEN =
            "install -o gatehouse -g gatehouse -m 0600 /dev/null /etc/gatehouse/tokens/dev\n";

    /// The same files under a higher number, with another default configuration.
    private static final String NEWER =
            "dpkg-deb --raw-extract "
                    + TestingDebian.PACKAGE
                    + """
                     /newer
                    sed -i 's/^Version: .*/Version: 99.0/' /newer/DEBIAN/control
                    echo '# of 99.0' >>/newer/etc/gatehouse/gatehouse.yaml
                    dpkg-deb -Znone --root-owner-group --build /newer /newer.deb
                    dpkg --install --force-depends --force-confold /newer.deb
                    """;

    /// The broker as its unit runs it, which prints the native libraries in its memory once it
    /// serves.
    private static final String SERVED =
            """
            as='setpriv --reuid gatehouse --regid gatehouse --clear-groups --inh-caps +chown --ambient-caps +chown'
            $as gatehouse serve >/serve.log 2>&1 &
            for second in $(seq 90); do
                [ ! -S /run/gatehouse/agents/dev/forge.sock ] || break
                sleep 1
            done
            [ -S /run/gatehouse/agents/dev/forge.sock ] || { cat /serve.log; exit 1; }
            $as grep -o '/[^ ]*[.]so.*' /proc/$!/maps | sort -u
            """;

    private static Path built;

    @BeforeAll
    static void findsThePackage() throws IOException {
        Optional<Path> found = TestingDebian.builtPackage();
        if (found.isEmpty() && !"required".equals(System.getProperty("gatehouse.docker"))) {
            System.err.println("SKIPPED PackageIT: no package in dist/; ./dev package makes it");
            assumeTrue(false, "no package");
        }
        built = found.orElseThrow(() -> new AssertionError("no package; run ./dev package"));
    }

    @Test
    void asksForGit() throws Exception {
        try (TestingDebian debian = TestingDebian.with(built)) {
            ExecResult installed = debian.run("dpkg --install " + TestingDebian.PACKAGE);

            assertThat(installed.getExitCode()).isNotZero();
            assertThat(installed.getStderr())
                    .as("all that a clean Debian lacks: without git no push is looked into")
                    .containsOnlyOnce("depends on")
                    .contains("gatehouse depends on git");
        }
    }

    @Test
    void installsWithoutAServiceManagerAndSaysWhatIsNext() throws Exception {
        try (TestingDebian debian = TestingDebian.with(built)) {
            assertThat(debian.mustRun("dpkg --install --force-depends " + TestingDebian.PACKAGE))
                    .as("nothing is configured yet")
                    .contains("gatehouse config check", "systemctl enable --now gatehouse");

            assertThat(debian.mustRun("gatehouse --version")).startsWith("gatehouse ");
            assertThat(debian.run("gatehouse config check").getExitCode())
                    .as("the configuration as it came sets nothing")
                    .isEqualTo(2);
            assertThat(
                            debian.mustRun(
                                    "stat -c '%a %U:%G %n' /etc/gatehouse/gatehouse.yaml"
                                            + " /etc/gatehouse/tokens /var/lib/gatehouse /run/gatehouse"))
                    .isEqualTo(
                            """
                            640 root:gatehouse /etc/gatehouse/gatehouse.yaml
                            750 root:gatehouse /etc/gatehouse/tokens
                            700 gatehouse:gatehouse /var/lib/gatehouse
                            755 gatehouse:gatehouse /run/gatehouse
                            """);
            assertThat(debian.mustRun("getent passwd gatehouse"))
                    .as("nobody logs in as it")
                    .endsWith(":/usr/sbin/nologin\n");
            assertThat(
                            debian.mustRun(
                                    "bash -c '. /usr/share/bash-completion/completions/gatehouse"
                                            + " && complete -p gatehouse'"))
                    .isEqualTo("complete -F _gatehouse gatehouse\n");
            assertThat(debian.mustRun("ls /usr/lib/systemd/system /usr/lib/tmpfiles.d"))
                    .contains("gatehouse.service", "gatehouse-worker@.service", "gatehouse.conf");
        }
    }

    @Test
    void acceptsWhatTheSampleSays() throws Exception {
        try (TestingDebian debian = TestingDebian.installed(built)) {
            debian.mustRun("sed -i '/^# forge:/,$s/^# //' /etc/gatehouse/gatehouse.yaml\n" + TOKEN);

            assertThat(
                            debian.mustRun(
                                    "setpriv --reuid gatehouse --regid gatehouse --clear-groups"
                                            + " gatehouse config check"))
                    .as("its lines without the '#', read by the broker's user")
                    .contains("is valid: 1 agent(s)");
        }
    }

    @Test
    void servesWhereNothingMayBeRunFromTmp() throws Exception {
        try (TestingDebian debian = TestingDebian.installed(built)) {
            String libraries = debian.mustRun(CONFIGURATION + TOKEN + SERVED);

            assertThat(libraries.lines())
                    .contains(
                            "/usr/lib/gatehouse/lib/native/libnetty_transport_native_epoll_"
                                    + System.getProperty("os.arch").replace("amd64", "x86_64")
                                    + ".so")
                    .as("nothing was unpacked")
                    .noneMatch(library -> library.startsWith("/tmp/"));
        }
    }

    @Test
    void anUpgradeKeepsWhatTheOperatorWroteAndWhatTheBrokerKept() throws Exception {
        try (TestingDebian debian = TestingDebian.installed(built)) {
            debian.mustRun(
                    CONFIGURATION
                            + TOKEN
                            + "chmod 0600 /etc/gatehouse/gatehouse.yaml\n"
                            + "echo '{}' >/var/lib/gatehouse/audit.jsonl\n"
                            + "echo bound >/var/lib/gatehouse/repositories\n");

            assertThat(debian.mustRun(NEWER)).as("it is configured").doesNotContain("sets nothing");

            assertThat(
                            debian.mustRun(
                                    "dpkg-query -W -f '${Version} ${db:Status-Status}' gatehouse"))
                    .isEqualTo("99.0 installed");
            assertThat(debian.mustRun("gatehouse config check")).contains("is valid");
            assertThat(
                            debian.mustRun(
                                    "stat -c '%a %n' /etc/gatehouse/gatehouse.yaml /etc/gatehouse/tokens/dev"
                                            + " /var/lib/gatehouse/*"))
                    .as("the rights that the operator chose, too")
                    .isEqualTo(
                            """
                            600 /etc/gatehouse/gatehouse.yaml
                            600 /etc/gatehouse/tokens/dev
                            644 /var/lib/gatehouse/audit.jsonl
                            644 /var/lib/gatehouse/repositories
                            """);
            assertThat(debian.mustRun("tail -n 1 /etc/gatehouse/gatehouse.yaml.dpkg-dist"))
                    .as("the new default lies beside it")
                    .isEqualTo("# of 99.0\n");
        }
    }

    @Test
    void removingKeepsSettingsAndState() throws Exception {
        try (TestingDebian debian = TestingDebian.installed(built)) {
            debian.mustRun(CONFIGURATION + TOKEN + "echo bound >/var/lib/gatehouse/repositories\n");

            debian.mustRun("dpkg --remove gatehouse");

            assertThat(debian.mustRun("find /etc/gatehouse /var/lib/gatehouse -type f | sort"))
                    .isEqualTo(
                            """
                            /etc/gatehouse/gatehouse.yaml
                            /etc/gatehouse/tokens/dev
                            /var/lib/gatehouse/repositories
                            """);
            assertThat(debian.mustRun("find / -xdev -path '/usr/*gatehouse*'"))
                    .as("of the programs nothing is left")
                    .isEmpty();
        }
    }

    @Test
    void purgingKeepsTheAuditLogAndTokensAndNamesThem() throws Exception {
        try (TestingDebian debian = TestingDebian.installed(built)) {
            debian.mustRun(
                    CONFIGURATION
                            + TOKEN
                            + "cd /var/lib/gatehouse && echo '{}' >audit.jsonl && echo 1 >audit.head\n"
                            + "echo '{}' >audit-000000000001-000000000002.jsonl\n"
                            + "mkdir git && echo x >git/x && echo bound >repositories\n"
                            + "mkdir -p /var/lib/gatehouse-workers && echo log >/var/lib/gatehouse-workers/log\n");

            String said = debian.mustRun("dpkg --purge gatehouse");

            List<String> left =
                    debian.mustRun(
                                    "find /etc/gatehouse /var/lib/gatehouse* /run/gatehouse -type f"
                                            + " 2>/dev/null | sort; true")
                            .lines()
                            .toList();
            assertThat(left)
                    .containsExactly(
                            "/etc/gatehouse/tokens/dev",
                            "/var/lib/gatehouse/audit-000000000001-000000000002.jsonl",
                            "/var/lib/gatehouse/audit.head",
                            "/var/lib/gatehouse/audit.jsonl");
            assertThat(said).contains(left).contains("revoked at the forge");
        }
    }

    @Test
    void purgingLeavesNothingWhereNothingWasRecorded() throws Exception {
        try (TestingDebian debian = TestingDebian.installed(built)) {
            assertThat(debian.mustRun("dpkg --purge gatehouse")).doesNotContain("left for you");

            assertThat(
                            debian.run("ls -d /etc/gatehouse /var/lib/gatehouse /run/gatehouse")
                                    .getStdout())
                    .isEmpty();
        }
    }

    @Test
    void everyFileIsRootsAndNobodyElseWritesOne() throws Exception {
        try (TestingDebian debian = TestingDebian.with(built)) {
            List<String> files =
                    debian.mustRun("dpkg-deb --contents " + TestingDebian.PACKAGE).lines().toList();

            assertThat(files).hasSizeGreaterThan(100);
            assertThat(files)
                    .allSatisfy(file -> assertThat(file).matches("\\S+ root/root .*"))
                    .as("no write by group or others, no set-user-id, no set-group-id")
                    .allSatisfy(file ->
                            assertThat(file)
                                    .matches("(l.{9}|[d-](r[w-][x-])(r-[x-]|---)(r-[x-]|---)) .*"));
            assertThat(files)
                    .filteredOn(file -> file.matches(".* \\./etc/gatehouse/.+"))
                    .as("closed to others from the moment of unpacking")
                    .allSatisfy(file -> assertThat(file).matches(".{7}--- .*"));
        }
    }
}
