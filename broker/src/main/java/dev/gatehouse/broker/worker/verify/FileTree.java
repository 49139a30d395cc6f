package dev.gatehouse.broker.worker.verify;

import com.github.dockerjava.api.DockerClient;
import dev.gatehouse.broker.worker.Layout;
import dev.gatehouse.broker.worker.docker.Engine;
import dev.gatehouse.broker.worker.mount.CredentialPlaces;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Every file of a worker, its volumes included, as the Docker Engine reads them: no program of the
/// worker, and no permission of its user, decides what is seen. One pass notes what must not be
/// there and hands the bytes on.
final class FileTree {
    private static final String NAME = "the name of ";
    private static final int SET_UID_OR_GID = 06000;
    private static final String FILE_CAPABILITIES = "SCHILY.xattr.security.capability";
    private static final List<String> AGENTS_OWN = List.of(Layout.HOME + "/", Layout.STATE + "/");

    private final List<String> setUid = new ArrayList<>();
    private final List<String> credentials = new ArrayList<>();
    private final NavigableMap<Long, String> placeByOffset = new TreeMap<>();
    private long files;
    private long offset;

    /// Reads all, and writes names and contents to `out`, one after the other.
    void read(DockerClient docker, String container, OutputStream out) throws IOException {
        try (InputStream archive =
                Engine.ask(
                        "read the files of container " + container,
                        () -> docker.copyArchiveFromContainerCmd(container, "/").exec())) {
            read(archive, out);
        }
    }

    /// @param archive a tar
    void read(InputStream archive, OutputStream out) throws IOException {
        OutputStream counted = counted(out);
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(archive, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                look(entry);
                begin(NAME + "/" + path(entry));
                counted.write((entry.getName() + "\n").getBytes(StandardCharsets.UTF_8));
                begin("/" + path(entry));
                tar.transferTo(counted);
            }
        }
    }

    /// What follows is searched under this name too.
    void begin(String place) {
        placeByOffset.put(offset, place);
    }

    /// The files in which there is something at these offsets. Where that is in a name, no name is
    /// told below the first folder: the report must not show what it found.
    List<String> places(List<Long> offsets) {
        List<String> places =
                offsets.stream()
                        .map(placeByOffset::floorEntry)
                        .filter(Objects::nonNull)
                        .map(Map.Entry::getValue)
                        .distinct()
                        .toList();
        if (places.stream().noneMatch(place -> place.startsWith(NAME))) {
            return places;
        }
        return places.stream()
                .map(place -> place.replaceFirst("^((?:" + NAME + ")?/[^/]*/).*", "$1..."))
                .distinct()
                .toList();
    }

    List<String> setUid() {
        return setUid;
    }

    List<String> credentials() {
        return credentials;
    }

    long bytes() {
        return offset;
    }

    /// Passes on what is written to it, and counts it.
    OutputStream counted(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                offset++;
                out.write(octet);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                offset += length;
                out.write(bytes, from, length);
            }
        };
    }

    long files() {
        return files;
    }

    private void look(TarArchiveEntry entry) {
        String path = path(entry);
        if (entry.isFile()) {
            files++;
            if ((entry.getMode() & SET_UID_OR_GID) != 0) {
                setUid.add("/" + path + " is SUID or SGID");
            }
            if (entry.getExtraPaxHeaders().containsKey(FILE_CAPABILITIES)) {
                setUid.add("/" + path + " has capabilities");
            }
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (AGENTS_OWN.stream().anyMatch(("/" + path)::startsWith)
                && CredentialPlaces.isOneAnywhere(name)) {
            credentials.add("/" + path);
        }
    }

    private static String path(TarArchiveEntry entry) {
        return entry.getName().replaceFirst("^\\.?/+", "").replaceFirst("/$", "");
    }
}
