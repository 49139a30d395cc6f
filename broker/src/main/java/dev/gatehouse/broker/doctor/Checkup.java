package dev.gatehouse.broker.doctor;

import dev.gatehouse.broker.agent.Agent;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.config.AgentSettings;
import dev.gatehouse.broker.config.AuditSettings;
import dev.gatehouse.broker.config.AuditSync;
import dev.gatehouse.broker.config.Configuration;
import dev.gatehouse.broker.config.ForgeSettings;
import dev.gatehouse.broker.config.Reading;
import dev.gatehouse.broker.config.WorkersSettings;
import dev.gatehouse.broker.doctor.container.ContainerCheck;
import dev.gatehouse.broker.doctor.finding.Check;
import dev.gatehouse.broker.doctor.finding.Finding;
import dev.gatehouse.broker.doctor.finding.Site;
import dev.gatehouse.broker.doctor.forge.ForgeCheck;
import dev.gatehouse.broker.doctor.host.BrokerUserCheck;
import dev.gatehouse.broker.doctor.host.TmpfilesCheck;
import dev.gatehouse.broker.doctor.host.UnitCheck;
import dev.gatehouse.broker.doctor.host.UsersCheck;
import dev.gatehouse.broker.doctor.socket.AdminCheck;
import dev.gatehouse.broker.doctor.socket.AnswerCheck;
import dev.gatehouse.broker.doctor.socket.Listeners;
import dev.gatehouse.broker.doctor.socket.MountsCheck;
import dev.gatehouse.broker.doctor.socket.PathCheck;
import dev.gatehouse.broker.doctor.socket.SocketFileCheck;
import dev.gatehouse.broker.doctor.state.AuditCheck;
import dev.gatehouse.broker.doctor.state.StateCheck;
import dev.gatehouse.broker.doctor.token.SharingCheck;
import dev.gatehouse.broker.doctor.token.TokenCheck;
import dev.gatehouse.protocol.SocketLayout;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Every check that there is to make of one installation, in the order of the report: the host's
/// first, then each agent's.
public final class Checkup {
    private final Means means;
    private final Path file;
    private final Reading reading;
    private final Listeners listeners;

    /// @param file of the configuration, whether or not it is there
    /// @param reading what became of reading it
    public Checkup(Means means, Path file, Reading reading) {
        this.means = means;
        this.file = file;
        this.reading = reading;
        this.listeners = new Listeners(means.host().processes());
    }

    /// @param agent none: all of the configuration
    /// @param each the time limit of one check
    public List<Finding> make(Optional<AgentName> agent, Duration each)
            throws IOException, InterruptedException {
        List<Check> checks = new ArrayList<>();
        checks.add(new ConfigurationCheck(file, reading));
        Configuration configuration =
                switch (reading) {
                    case Reading.Valid valid -> valid.configuration();
                    case Reading.Invalid _ -> standard();
                };
        Site site =
                new Site(
                        file,
                        configuration,
                        means.ownUid(),
                        new BrokerUser(means, listeners).uid(configuration),
                        means.version());
        ofBroker(site, checks);
        if (reading instanceof Reading.Valid) {
            ofHost(site, checks);
            configuration.agents().values().stream()
                    .filter(it -> agent.map(it.agent().name()::equals).orElse(true))
                    .forEach(it -> ofAgent(site, it, checks));
        }
        return new Examination(each, site.placeholders()).make(checks);
    }

    private void ofBroker(Site site, List<Check> checks) {
        checks.add(new AdminCheck(site, listeners, means.host().processes()));
        checks.add(
                new SocketFileCheck(
                        site,
                        listeners,
                        Optional.empty(),
                        site.adminSocket(),
                        OptionalInt.empty()));
        checks.add(new MountsCheck(site, means.host().processes()));
        checks.add(new UnitCheck(means.host(), means.programs()));
    }

    private void ofHost(Site site, List<Check> checks) {
        checks.add(new BrokerUserCheck(site, means.host()));
        checks.add(new ForgeCheck(site.configuration().forge(), means.clock()));
        checks.add(new StateCheck(site, means.space()));
        checks.add(new AuditCheck(site));
        checks.add(new SharingCheck(site));
    }

    private void ofAgent(Site site, AgentSettings settings, List<Check> checks) {
        Agent agent = settings.agent();
        Path directory =
                site.configuration()
                        .runtimeDirectory()
                        .resolve(SocketLayout.AGENTS_DIRECTORY)
                        .resolve(agent.name().value());
        checks.add(new PathCheck(site, agent));
        checks.add(socket(site, agent, directory.resolve(SocketLayout.FORGE_SOCKET)));
        if (settings.model().isPresent()) {
            checks.add(socket(site, agent, directory.resolve(SocketLayout.MODEL_SOCKET)));
        }
        if (settings.egress().isPresent()) {
            checks.add(socket(site, agent, directory.resolve(SocketLayout.EGRESS_SOCKET)));
        }
        checks.add(new AnswerCheck(site, listeners, agent));
        checks.add(new TmpfilesCheck(means.host(), agent.name(), directory));
        checks.add(new UsersCheck(site, means.host(), agent));
        checks.add(
                new TokenCheck(
                        site,
                        settings,
                        (asked, uid) -> means.desks().open(site.configuration(), asked, uid)));
        checks.add(new ContainerCheck(site, settings, means.engine()));
    }

    private Check socket(Site site, Agent agent, Path socket) {
        return new SocketFileCheck(
                site,
                listeners,
                Optional.of(agent.name()),
                socket,
                OptionalInt.of(agent.socket().gid()));
    }

    /// Where a broker is that was started with no word about where.
    private static Configuration standard() {
        return new Configuration(
                new ForgeSettings(
                        URI.create("https://forge.invalid"),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        List.of(),
                        ForgeSettings.Timeouts.DEFAULT),
                new TreeMap<>(),
                new AuditSettings(
                        Configuration.DEFAULT_STATE_DIRECTORY.resolve(
                                AuditSettings.DEFAULT_FILE_NAME),
                        AuditSync.INTERVAL,
                        AuditSettings.DEFAULT_ROTATE_BYTES),
                Configuration.DEFAULT_RUNTIME_DIRECTORY,
                Configuration.DEFAULT_STATE_DIRECTORY,
                List.of(),
                WorkersSettings.DEFAULT);
    }
}
