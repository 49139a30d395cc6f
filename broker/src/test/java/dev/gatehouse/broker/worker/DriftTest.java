package dev.gatehouse.broker.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DriftTest {
    private static final WorkerSpec SPEC = TestingSpecs.dev();

    @Test
    void nothingDiffersOfAContainerAsItIsMade() {
        assertThat(drift(TestingContainer.of(SPEC))).isEmpty();
    }

    @Test
    void tellsADoorThatWasAddedOrTakenAway() {
        WorkerSpec egress =
                new WorkerSpec(
                        SPEC.agent(),
                        SPEC.container(),
                        SPEC.image(),
                        SPEC.user(),
                        SPEC.socketDirectory(),
                        SPEC.limits(),
                        SPEC.network(),
                        SPEC.mounts(),
                        new WorkerDoors(false, true),
                        SPEC.environment());
        String reason =
                "variables differ: GATEHOUSE_RELAY, HTTPS_PROXY, HTTP_PROXY, NO_PROXY, http_proxy,"
                        + " https_proxy, no_proxy";

        assertThat(
                        Drift.between(
                                egress,
                                TestingContainer.of(SPEC),
                                TestingContainer.IMAGE_ID,
                                List.of()))
                .containsExactly(reason);
        assertThat(
                        Drift.between(
                                SPEC,
                                TestingContainer.of(egress),
                                TestingContainer.IMAGE_ID,
                                List.of()))
                .containsExactly(reason);
    }

    /// One row for each thing that is compared, and nothing but it is told.
    @ParameterizedTest(name = "{0}")
    @MethodSource
    void tellsEachThingThatDiffers(String reason, UnaryOperator<TestingContainer> change) {
        assertThat(drift(change.apply(TestingContainer.of(SPEC)))).containsExactly(reason);
    }

    static Stream<Arguments> tellsEachThingThatDiffers() {
        return Stream.of(
                row("name is x, not gatehouse-dev", container -> container.named("x")),
                row(
                        "image is sha256:222222222222, not sha256:111111111111",
                        container -> container.ofImage("sha256:" + "2".repeat(64))),
                row("user is 0:0, not 10001:10001", container -> container.ofUser("0:0")),
                host("read-only root is false, not true", host -> host.withReadonlyRootfs(false)),
                host("privileged is true, not false", host -> host.withPrivileged(true)),
                host("init is null, not true", host -> host.withInit(null)),
                host("dropped capabilities lack ALL", host -> host.withCapDrop()),
                host(
                        "dropped capabilities have also CHOWN",
                        host -> host.withCapDrop(Capability.ALL, Capability.CHOWN)),
                host("added capabilities is 1, not 0", host -> host.withCapAdd(Capability.NET_RAW)),
                host(
                        "security options is null, not [no-new-privileges]",
                        host -> host.withSecurityOpts(null)),
                host(
                        "security options is [no-new-privileges, seccomp=unconfined], not"
                                + " [no-new-privileges]",
                        host ->
                                host.withSecurityOpts(
                                        List.of("no-new-privileges", "seccomp=unconfined"))),
                host(
                        "additional groups is [999], not []",
                        host -> host.withGroupAdd(List.of("999"))),
                host("user namespace is host, not ", host -> host.withUsernsMode("host")),
                host("pid namespace is host, not ", host -> host.withPidMode("host")),
                host("uts namespace is host, not ", host -> host.withUtSMode("host")),
                host("ipc namespace is host, not private", host -> host.withIpcMode("host")),
                host("limit of processes is null, not 128", host -> host.withPidsLimit(null)),
                host("memory is 0, not 536870912", host -> host.withMemory(0L)),
                host("memory with swap is -1, not 536870912", host -> host.withMemorySwap(-1L)),
                host("processors is 0, not 2000000000", host -> host.withNanoCPUs(0L)),
                host(
                        "tmpfs is {/tmp=rw}, not {/tmp=rw,noexec,nosuid,nodev,size=67108864}",
                        host -> host.withTmpFs(Map.of("/tmp", "rw"))),
                host("network is bridge, not none", host -> host.withNetworkMode("bridge")),
                row("networks have also bridge", container -> container.inNetwork("bridge")),
                host(
                        "mounts lack gatehouse-dev-home at /home/agent (rw)",
                        host -> host.withMounts(mounts(host).subList(1, 3))),
                host(
                        "mounts have also /x at /mnt/x (rw)",
                        host -> {
                            List<Mount> more = new ArrayList<>(mounts(host));
                            more.add(
                                    new Mount()
                                            .withType(MountType.BIND)
                                            .withSource("/x")
                                            .withTarget("/mnt/x"));
                            host.withMounts(more);
                        }),
                host("binds is 1, not 0", host -> host.withBinds(Bind.parse("/x:/y"))),
                host(
                        "devices is 1, not 0",
                        host -> host.withDevices(new Device("rwm", "/dev/kvm", "/dev/kvm"))),
                row("variables differ: TZ", container -> container.withVariable("TZ=x")),
                row(
                        "variables differ: FORGE_TOKEN",
                        container -> container.withVariable("FORGE_TOKEN=hunter2")));
    }

    @Test
    void variablesOfTheImageAreTheWorkersToo() {
        TestingContainer container = TestingContainer.of(SPEC).withVariable("LANG=C.UTF-8");

        assertThat(
                        Drift.between(
                                SPEC,
                                container,
                                TestingContainer.IMAGE_ID,
                                List.of("LANG=C.UTF-8")))
                .isEmpty();
        assertThat(drift(container)).containsExactly("variables differ: LANG");
    }

    private static List<Mount> mounts(HostConfig host) {
        List<Mount> mounts = host.getMounts();
        return mounts == null ? List.of() : mounts;
    }

    private static Arguments host(String reason, Consumer<HostConfig> change) {
        return row(reason, container -> container.with(change));
    }

    private static Arguments row(String reason, UnaryOperator<TestingContainer> change) {
        return arguments(reason, change);
    }

    private static List<String> drift(TestingContainer container) {
        return Drift.between(SPEC, container, TestingContainer.IMAGE_ID, List.of());
    }
}
