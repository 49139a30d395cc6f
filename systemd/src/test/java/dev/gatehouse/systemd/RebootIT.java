package dev.gatehouse.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A reboot empties /run, and Docker does not start a container whose mount is missing.
@NeedsHost
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class RebootIT {
    /// What stands in for Docker writes down what it finds in the moment in which it is started.
    private static final String DOCKER =
            """
            [Service]
            Type=oneshot
            RemainAfterExit=yes
            ExecStart=/bin/sh /var/tmp/look
            [Install]
            WantedBy=multi-user.target
            """;

    @Test
    void theSocketsAreThereAgainBeforeDockerStarts() throws Exception {
        try (TestingHost host = TestingHost.start()) {
            host.serveAgents(1);
            host.succeed("systemctl enable --quiet --now gatehouse.service");
            host.write(
                    "/var/tmp/look",
                    "cd /run/gatehouse/agents/a01 && stat -c '%a %U %g %F' . forge.sock > /var/tmp/seen");
            host.write("/etc/systemd/system/docker.service", DOCKER);
            host.succeed("systemctl daemon-reload && systemctl enable --quiet docker.service");

            host.reboot();

            assertThat(host.run("cat /var/tmp/seen").output())
                    .as("what Docker finds: " + host.journal())
                    .isEqualTo("750 gatehouse 10001 directory\n660 gatehouse 10001 socket\n");
        }
    }

    @Test
    void aBrokerThatCannotStartDoesNotKeepDockerFromIt() throws Exception {
        try (TestingHost host = TestingHost.start()) {
            host.configure("forge: { url: nowhere }");
            host.write("/var/tmp/look", "echo started > /var/tmp/seen");
            host.write("/etc/systemd/system/docker.service", DOCKER);
            host.succeed(
                    "systemctl daemon-reload"
                            + " && systemctl enable --quiet docker.service gatehouse.service");

            host.reboot();

            assertThat(host.run("cat /var/tmp/seen").output())
                    .as(host.journal())
                    .isEqualTo("started\n");
        }
    }
}
