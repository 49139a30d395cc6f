package dev.gatehouse.broker.doctor.host;

import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Findings;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.finding.Symptom;
import java.io.IOException;
import java.util.Map;

/// Whether the process that holds tokens has power over containers.
public record BrokerUserCheck(Site site, HostFiles host) implements Check {
    @Override
    public String name() {
        return "broker-user";
    }

    @Override
    public void look(Findings findings) throws IOException {
        Accounts accounts = Accounts.of(host);
        String name =
                accounts.user(site.brokerUid())
                        .map(Accounts.User::name)
                        .orElse("#" + site.brokerUid());
        boolean mayCallDocker =
                accounts.group(UsersCheck.DOCKER)
                        .filter(group -> accounts.isIn(group, site.brokerUid(), -1))
                        .isPresent();
        if (mayCallDocker) {
            findings.of(
                    Symptom.BROKER_IN_DOCKER_GROUP,
                    "the broker's user %s is of the group '%s'".formatted(name, UsersCheck.DOCKER),
                    Map.of("user", name));
        } else {
            findings.ok("the broker is user " + name + ", who is not of Docker's group");
        }
    }
}
