package dev.gatehouse.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A forge that runs on a [TestingHost].
record ForgeUnit(TestingHost host, String url) {
    private static final String FOLDER = "/var/lib/forge";
    private static final int FIRST_UID = 10001;

    /// Started, with the agents' tokens where their configuration looks for them.
    static ForgeUnit start(TestingHost host, int agents) throws IOException, InterruptedException {
        host.succeed(
                "systemd-run --quiet --unit forge /usr/lib/gatehouse/runtime/bin/java -Xmx256m"
                        + " -XX:+UseSerialGC"
                        + " -cp '/opt/systemd/target/test-classes:/usr/lib/gatehouse/lib/*' "
                        + ForgeProcess.class.getName()
                        + " "
                        + FOLDER
                        + " "
                        + agents);
        Ran url = host.await(Duration.ofSeconds(30), "cat " + FOLDER + "/url");
        assertThat(url.status()).as(host.run("journalctl -u forge").output()).isZero();
        host.succeed(
                "install -o gatehouse -m 0400 -t /etc/gatehouse/tokens " + FOLDER + "/tokens/*");
        return new ForgeUnit(host, url.output().strip());
    }

    static int uid(int agent) {
        return FIRST_UID + agent - 1;
    }

    /// The bare repository of charles/claude-hooks, the first that the forge makes.
    static String repository() {
        return FOLDER + "/1.git";
    }

    /// For so many agents, with a token file each.
    String configuration(int agents) {
        return "forge: { url: \"%s\" }\nagents:\n".formatted(url)
                + IntStream.rangeClosed(1, agents)
                        .mapToObj(agent ->
                                agent(
                                        agent,
                                        "file: /etc/gatehouse/tokens/" + ForgeProcess.name(agent)))
                        .collect(Collectors.joining());
    }

    static String agent(int agent, String token) {
        return """
          %1$s:
            account: dev-bot
            token: { %3$s }
            socket: { uid: %2$d, gid: %2$d }
            grants:
              - repositories: [charles/claude-hooks]
                roles: [contribute]
                push: { branches: ["%1$s/**"], create: true }
        """
                .formatted(ForgeProcess.name(agent), uid(agent), token);
    }
}
