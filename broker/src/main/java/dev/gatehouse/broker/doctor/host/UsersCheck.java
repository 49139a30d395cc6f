package dev.gatehouse.broker.doctor.host;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Whether the agent's user could help itself: root, the broker's user, or one who may call Docker.
public record UsersCheck(Site site, HostFiles host, Agent served) implements Check {
    static final String DOCKER = "docker";

    @Override
    public String name() {
        return "user";
    }

    @Override
    public Optional<AgentName> agent() {
        return Optional.of(served.name());
    }

    @Override
    public void look(Findings findings) throws IOException {
        int uid = served.socket().uid();
        int gid = served.socket().gid();
        Accounts accounts = Accounts.of(host);
        boolean mayCallDocker =
                accounts.group(DOCKER).filter(group -> accounts.isIn(group, uid, gid)).isPresent();
        if (mayCallDocker) {
            findings.of(
                    Symptom.AGENT_IN_DOCKER_GROUP,
                    "uid %d or gid %d is of the group '%s'".formatted(uid, gid, DOCKER),
                    Map.of("user", accounts.user(uid).map(Accounts.User::name).orElse("#" + uid)));
        }
        if (uid == 0) {
            findings.of(Symptom.AGENT_IS_ROOT, "socket.uid is 0");
        } else if (uid == site.brokerUid()) {
            findings.of(
                    Symptom.AGENT_IS_THE_BROKER, "socket.uid is %d, the broker's".formatted(uid));
        } else if (!mayCallDocker) {
            findings.ok("uid %d is an ordinary user".formatted(uid));
        }
    }
}
