package dev.gatehouse.broker.listener.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.gatehouse.broker.agent.ContainerId;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlGroupsTest {
    private static final int UID = 10001;
    private static final String ID = "ab".repeat(32);
    private static final String OTHER = "cd".repeat(32);

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void knowsAContainerByTheGroupItsEngineMade(String engine, String text) {
        assertThat(ControlGroups.container(text, UID))
                .isEqualTo(new Attestation.Attested(new ContainerId(ID)));
    }

    static Stream<Arguments> knowsAContainerByTheGroupItsEngineMade() {
        return Stream.of(
                arguments(
                        "Docker, version 1",
                        "4:memory:/docker/" + ID + "\n1:name=systemd:/docker/" + ID + "\n"),
                arguments(
                        "Docker, version 1, with a version 2 that it does not use",
                        "4:memory:/docker/" + ID + "\n0::/system.slice/containerd.service\n"),
                arguments(
                        "Docker, version 2, systemd", v2("/system.slice/docker-" + ID + ".scope")),
                arguments("Docker, version 2, its own driver", v2("/docker/" + ID)),
                arguments(
                        "Docker, seen out of a private namespace",
                        v2("/../../system.slice/docker-" + ID + ".scope")),
                arguments("Podman", v2("/machine.slice/libpod-" + ID + ".scope/container")),
                arguments(
                        "Podman of another user",
                        v2(
                                "/user.slice/user-1000.slice/user@1000.service/libpod-"
                                        + ID
                                        + ".scope")),
                arguments("Podman, its own driver", v2("/libpod_parent/libpod-" + ID)),
                arguments(
                        "Kubernetes",
                        v2(
                                "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod"
                                        + "0a1b2c3d_0a1b_0a1b_0a1b_0a1b2c3d4e5f.slice/cri-containerd-"
                                        + ID
                                        + ".scope")),
                arguments("Kubernetes, version 1", "3:cpu:/kubepods/besteffort/pod0a1b/" + ID),
                arguments(
                        "a group of another container's name, made inside",
                        v2("/docker/" + ID + "/docker/" + OTHER)),
                arguments(
                        "a scope of another container's name, made inside",
                        v2("/system.slice/docker-" + ID + ".scope/docker-" + OTHER + ".scope")),
                arguments("a controller with a name", "1:name=my systemd:/docker/" + ID + "\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/init.scope",
                "/user.slice/user-10001.slice/session-3.scope",
                "/system.slice/docker.service",
                "/docker",
                "/docker/abababababababab",
                "/process_api/432de1f3108d4313cf43c8fe5f8b599d"
            })
    void knowsWhatRunsOnTheHost(String path) {
        assertThat(ControlGroups.container("5:devices:/\n" + v2(path), UID))
                .isEqualTo(new Attestation.OnHost());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void believesNoNameThatAnEngineDidNotWrite(String trick, String path) {
        assertThat(ControlGroups.container(v2(path), UID)).isEqualTo(new Attestation.OnHost());
    }

    static Stream<Arguments> believesNoNameThatAnEngineDidNotWrite() {
        return Stream.of(
                arguments(
                        "a scope of the user's own making",
                        "/user.slice/user-10001.slice/user@10001.service/docker-" + ID + ".scope"),
                arguments(
                        "the monitor of a container",
                        "/machine.slice/libpod-conmon-" + ID + ".scope"),
                arguments("more digits", "/docker/" + ID + "0"),
                arguments("upper case", "/docker/" + ID.replace('a', 'A')),
                arguments("another ending", "/system.slice/docker-" + ID + ".service"),
                arguments("another beginning", "/system.slice/my-docker-" + ID + ".scope"),
                arguments("a blank", "/docker/ " + ID),
                arguments("a deleted group", "/docker/" + ID + " (deleted)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "docker",
                "0:/docker/x",
                "0::docker/x",
                "x::/docker/x",
                ":memory:/docker/x",
                "-1::/",
                "0::/\n0:",
                "4:memory:/docker\r\n"
            })
    void takesNothingFromAListItCannotRead(String text) {
        assertThat(ControlGroups.container(text, UID)).isInstanceOf(Attestation.Unknown.class);
    }

    @Test
    void trustsNobodyWhoseGroupsAreOfTwoContainers() {
        String text = "4:memory:/docker/" + ID + "\n3:cpu:/docker/" + OTHER + "\n";

        assertThat(ControlGroups.container(text, UID))
                .as("one of the two was chosen by somebody")
                .isInstanceOf(Attestation.Unknown.class);
    }

    private static String v2(String path) {
        return "0::" + path + "\n";
    }
}
