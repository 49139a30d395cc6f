package dev.gatehouse.broker.worker.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.credential.source.EffectiveUser;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountCheckTest {
    @TempDir Path directory;

    private Path list;
    private Path projects;

    @BeforeEach
    void allowsProjectsForReading() throws IOException {
        directory = directory.toRealPath();
        projects = Files.createDirectory(directory.resolve("projects"));
        list = directory.resolve("mounts.allow");
        allow(projects + " ro  # reference");
    }

    @Test
    void mountsWhatTheListNamesAndWhatIsBelow() throws IOException {
        Path deep = Files.createDirectories(projects.resolve("a/b"));

        assertThat(check(deep, "/mnt/b", false))
                .as("read-only, at its place")
                .containsExactly(new CheckedMount(deep, "/mnt/b", false, List.of()));
    }

    @Test
    void mountsNothingWithoutAList() throws IOException {
        Files.delete(list);

        assertThatThrownBy(() -> check(projects, "/mnt/a", false))
                .as("no list, no mount")
                .isInstanceOf(MountRefusedException.class)
                .hasMessageContaining("no line of " + list);
    }

    @Test
    void refusesToWriteWhereTheListSaysReadOnly() {
        assertThatThrownBy(() -> check(projects, "/mnt/a", true))
                .as("ro is ro")
                .isInstanceOf(MountRefusedException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void theNarrowestLineDecides() throws IOException {
        Path inner = Files.createDirectory(projects.resolve("inner"));
        allow(projects + " rw\n" + inner + " ro");

        assertThat(check(projects, "/mnt/a", true)).as("the outer one").hasSize(1);
        assertThatThrownBy(() -> check(inner, "/mnt/a", true))
                .as("the inner one is read-only")
                .isInstanceOf(MountRefusedException.class);
    }

    @Test
    void aLinkDoesNotLeadOutOfTheList() throws IOException {
        Path secret = Files.createDirectory(directory.resolve("secret"));
        Path link = Files.createSymbolicLink(projects.resolve("link"), secret);

        assertThatThrownBy(() -> check(link, "/mnt/a", false))
                .as("decided on the real path")
                .isInstanceOf(MountRefusedException.class)
                .hasMessageContaining("it is " + secret);
        assertThatThrownBy(() -> check(projects.resolve("../secret"), "/mnt/a", false))
                .as("nor do dots")
                .isInstanceOf(MountRefusedException.class);
    }

    @Test
    void aNeighbourOfTheSameBeginningIsNotBelow() throws IOException {
        Path neighbour = Files.createDirectory(directory.resolve("projects-secret"));

        assertThatThrownBy(() -> check(neighbour, "/mnt/a", false))
                .as("by names, not by letters")
                .isInstanceOf(MountRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".ssh",
                ".config/gh",
                ".claude",
                ".aws",
                ".docker",
                ".netrc",
                ".git-credentials",
                "x/.gnupg",
                "x/.ssh",
                ".SSH",
                "x/y/id_ed25519"
            })
    void refusesPlacesOfCredentials(String name) throws IOException {
        Path place = Files.createDirectories(projects.resolve(name));

        assertThatThrownBy(() -> check(place, "/mnt/a", false))
                .as("itself")
                .isInstanceOf(MountRefusedException.class)
                .hasMessageContaining("credentials");
        assertThatThrownBy(() -> check(projects, "/mnt/a", false))
                .as("the folder that holds it")
                .isInstanceOf(MountRefusedException.class)
                .hasMessageContaining("credentials");
    }

    @Test
    void projectsMayHaveAFolderForTheirConfiguration() throws IOException {
        Files.createDirectories(projects.resolve("app/.config"));

        assertThat(check(projects, "/mnt/a", false)).as(".config of a project").hasSize(1);
    }

    @Test
    void coversEnvironmentFiles() throws IOException {
        Files.createDirectories(projects.resolve("app"));
        for (String name :
                new String[] {".env", "app/.env.local", "app/.npmrc", "app/.env.example"}) {
            Files.writeString(projects.resolve(name), "A=1");
        }

        assertThat(check(projects, "/mnt/p", false).getFirst().shadowed())
                .as("where secrets are kept; examples are none")
                .containsExactlyInAnyOrder(
                        "/mnt/p/.env", "/mnt/p/app/.env.local", "/mnt/p/app/.npmrc");
        assertThatThrownBy(() -> check(projects.resolve(".env"), "/mnt/e", false))
                .as("by itself it is not mounted at all")
                .isInstanceOf(MountRefusedException.class);
    }

    @Test
    void refusesAFolderWithASocket() throws IOException {
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(projects.resolve("agent.sock")));

            assertThatThrownBy(() -> check(projects, "/mnt/a", false))
                    .as("a socket is another door")
                    .isInstanceOf(MountRefusedException.class)
                    .hasMessageContaining("agent.sock");
        }
    }

    @Test
    void refusesTheListItselfAndTheBrokersFolders() throws IOException {
        allow(directory + " rw");
        Path broker = directory.resolve("broker");
        Path own = Files.createDirectories(broker.resolve("state"));

        assertThatThrownBy(() -> check(directory, "/mnt/a", true))
                .as("who changes the list allows himself all")
                .isInstanceOf(MountRefusedException.class)
                .hasMessageContaining("is not for workers");
        for (Path path : List.of(own, broker)) {
            assertThatThrownBy(() -> check(path, "/mnt/a", false, own))
                    .as("%s: tokens and sockets lie there", path)
                    .isInstanceOf(MountRefusedException.class)
                    .hasMessageContaining("is not for workers");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/ssl", "/proc", "/sys", "/dev"})
    void refusesFoldersOfTheSystemEvenIfListed(String folder) throws IOException {
        allow(folder + " ro");

        assertThatThrownBy(() -> check(Path.of(folder), "/mnt/a", false))
                .as(folder)
                .isInstanceOf(MountRefusedException.class)
                .hasMessageContaining("is not for workers");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/mnt",
                "/",
                "/run/gatehouse",
                "/home/agent",
                "/state",
                "/etc",
                "/usr/bin",
                "/tmp",
                "/mnt/../etc",
                "/mnt/./a",
                "/mntx/a"
            })
    void refusesAnyOtherPlaceInTheWorker(String target) {
        assertThatThrownBy(() -> check(projects, target, false))
                .as(target)
                .isInstanceOf(MountRefusedException.class)
                .hasMessageContaining("below /mnt");
    }

    @Test
    void refusesPlacesThatOverlap() throws IOException {
        Path other = Files.createDirectory(projects.resolve("other"));

        assertThatThrownBy(() ->
                        checker()
                                .check(
                                        List.of(
                                                new ExtraMount(projects, "/mnt/a", false),
                                                new ExtraMount(other, "/mnt/a/b", false))))
                .as("one would cover the other")
                .isInstanceOf(MountRefusedException.class)
                .hasMessageContaining("overlap");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"projects ro", "/srv", "/srv rx", "/ ro", "/srv  ", "/nowhere/at/all ro"})
    void saysWhichLineOfTheListIsWrong(String line) throws IOException {
        allow("# first\n" + line);

        assertThatThrownBy(this::checker)
                .as(line)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("mounts.allow:2");
    }

    @Test
    void doesNotBelieveAListThatOthersMayChange() throws IOException {
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-rw-r--"));

        assertThatThrownBy(this::checker)
                .as("a member of the group could allow anything")
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can be changed by others");
    }

    private void allow(String lines) throws IOException {
        Files.writeString(list, lines + "\n");
        Files.setPosixFilePermissions(list, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private MountCheck checker(Path... own) throws IOException {
        return new MountCheck(AllowedMounts.read(list, EffectiveUser.uid()), List.of(own));
    }

    private List<CheckedMount> check(Path source, String target, boolean writable, Path... own)
            throws IOException {
        return checker(own).check(List.of(new ExtraMount(source, target, writable)));
    }
}
