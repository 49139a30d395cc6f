package dev.gatehouse.broker.worker.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import dev.gatehouse.broker.worker.TestingContainer;
import dev.gatehouse.broker.worker.TestingSpecs;
import dev.gatehouse.broker.worker.WorkerSpec;
import dev.gatehouse.broker.worker.mount.CheckedMount;
import dev.gatehouse.protocol.PublicWord;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FromOutsideTest {
    private static final WorkerSpec SPEC = TestingSpecs.dev();
    private static final List<Path> CLOSED =
            List.of(Path.of("/srv/run"), Path.of("/srv/tokens/dev"));

    private final TestingContainer container = TestingContainer.of(SPEC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FORGE_TOKEN=x",
                "BASIC_AUTH=x",
                "SSH_KEY_FILE=/x",
                "API_KEY=a\nb",
                "TOKEN=="
            })
    void aVariableWithTheNameOfASecretIsABreach(String line) {
        String name = line.split("=", 2)[0];

        assertThat(ofProcesses(line).breaches())
                .as("of a process")
                .containsExactly(name + " is set");
        container.withVariable(line);
        assertThat(ofProcesses().breaches())
                .as("of the container's settings")
                .containsExactly(name + " is set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dev:hunter2@forge.example.org/",
                "HTTPS://dev:hunter2@forge.example.org",
                "see https://dev:hunter2@forge.example.org/",
                "x\nhttps://dev:hunter2@forge.example.org/\ny",
                "git+ssh://:hunter2@forge.example.org/",
                "https://forge.example.org/ https://dev:hunter2@forge.example.org/",
            })
    void anAddressWithAPasswordIsABreachAndIsNotTold(String value) {
        assertThat(ofProcesses("REMOTE=" + value).breaches())
                .containsExactly("REMOTE holds an address with a password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOKEN=",
                "ANTHROPIC_API_KEY=" + PublicWord.KEY_PLACEHOLDER,
                "GIT_AUTHOR_NAME=dev-bot",
                "GIT_CONFIG_KEY_0=url.forge::.insteadOf",
                "GIT_CONFIG_VALUE_1=ssh://git@forge.example.org/",
                "GIT_CONFIG_VALUE_2=git@forge.example.org:",
                "URL=https://forge.example.org:3000/a@b:c@d",
                "LANG=C",
            })
    void otherVariablesAreNone(String line) {
        assertThat(ofProcesses(line).breaches()).isEmpty();
        container.withVariable(line);
        assertThat(ofProcesses().breaches()).isEmpty();
    }

    @Test
    void aSecretBesideThePublicWordIsSeen() {
        container.withVariable("API_KEY=" + PublicWord.KEY_PLACEHOLDER);

        assertThat(ofProcesses("API_KEY=hunter2").breaches())
                .as("a process may have another value than its container")
                .containsExactly("API_KEY is set");
    }

    @Test
    void whatTheConfigurationAsksForIsNoBreach() {
        assertThat(outside().mounts().breaches()).isEmpty();
        assertThat(outside().limits().breaches()).isEmpty();
        assertThat(outside().namespaces().breaches()).isEmpty();
    }

    /// Also where the configuration asks for it: the rules that let it in may have been wrong.
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aMountOfTheConfigurationIsABreachWhereItLeadsTo(String source, String breach) {
        assertThat(mounted(source).breaches()).containsExactly(source + " at /mnt/x " + breach);
    }

    static Stream<Arguments> aMountOfTheConfigurationIsABreachWhereItLeadsTo() {
        return Stream.of(
                arguments("/home/op/.ssh", "is a place of credentials"),
                arguments("/home/op/.claude/projects", "is a place of credentials"),
                arguments("/home/op/.CONFIG", "is a place of credentials"),
                arguments("/run/docker.sock", "gives the host away"),
                arguments("/srv/tokens/dev", "holds or is /srv/tokens/dev"),
                arguments("/srv/tokens", "holds or is /srv/tokens/dev"),
                arguments("/srv/run/agents/boss", "holds or is /srv/run"));
    }

    @Test
    void theWholeHostIsABreach() {
        assertThat(mounted("/").breaches()).contains("/ at /mnt/x gives the host away");
    }

    @Test
    void aMountOfTheConfigurationThatLeadsElsewhereIsNone() {
        assertThat(mounted("/srv/reference").breaches()).isEmpty();
        assertThat(mounted("/srv/tokens/developers").breaches())
                .as("a name that begins alike")
                .isEmpty();
    }

    @Test
    void aMountThatIsNotOfTheConfigurationIsABreach() {
        container.withBind("/srv/reference", "/mnt/y", false);

        assertThat(outside().mounts().breaches())
                .containsExactly("/srv/reference at /mnt/y is not of the configuration");
    }

    @Test
    void aWritableSocketDirectoryIsABreach() {
        container.withBind("/srv/run/agents/dev", "/run/gatehouse", true);

        assertThat(outside().mounts().breaches())
                .containsExactly("/srv/run/agents/dev at /run/gatehouse is writable");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aLimitThatIsNotThereIsABreach(String breach, Consumer<HostConfig> change) {
        container.with(change);

        assertThat(outside().limits().breaches()).containsExactly(breach);
    }

    static Stream<Arguments> aLimitThatIsNotThereIsABreach() {
        return Stream.of(
                host("memory is not limited", host -> host.withMemory(0L)),
                host("processors are not limited", host -> host.withNanoCPUs(0L)),
                host("processes are not limited", host -> host.withPidsLimit(null)),
                host("processes are not limited", host -> host.withPidsLimit(-1L)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsSharedWithTheHostIsABreach(String breach, Consumer<HostConfig> change) {
        container.with(change);

        assertThat(outside().namespaces().breaches()).containsExactly(breach);
    }

    static Stream<Arguments> whatIsSharedWithTheHostIsABreach() {
        return Stream.of(
                host("it is privileged", host -> host.withPrivileged(true)),
                host("its pid namespace is host's", host -> host.withPidMode("host")),
                host("its pid namespace is container:x's", host -> host.withPidMode("container:x")),
                host("its ipc namespace is host's", host -> host.withIpcMode("host")),
                host("its uts namespace is host's", host -> host.withUtSMode("host")),
                host("its user namespace is host's", host -> host.withUsernsMode("host")),
                host("its network namespace is host's", host -> host.withNetworkMode("host")),
                host(
                        "it has devices of the host",
                        host -> host.withDevices(new Device("rwm", "/dev/kvm", "/dev/kvm"))),
                host("capabilities were added", host -> host.withCapAdd(Capability.NET_RAW)));
    }

    private static Arguments host(String breach, Consumer<HostConfig> change) {
        return arguments(breach, change);
    }

    /// What is said of a mount for which the configuration asks.
    private static Finding mounted(String source) {
        WorkerSpec asked =
                TestingSpecs.with(new CheckedMount(Path.of(source), "/mnt/x", false, List.of()));
        return new FromOutside(asked, TestingContainer.of(asked), CLOSED).mounts();
    }

    private Finding ofProcesses(String... lines) {
        return outside().environment(List.of(lines));
    }

    private FromOutside outside() {
        return new FromOutside(SPEC, container, CLOSED);
    }
}
