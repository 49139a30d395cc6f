package dev.gatehouse.broker.worker.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTreeTest {
    private static final String TOKEN = "5tand1n70ken";

    private final ByteArrayOutputStream archive = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar = new TarArchiveOutputStream(archive);
    private final ByteArrayOutputStream searched = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource({"4755, true", "2755, true", "6755, true", "1777, false", "0755, false"})
    void tellsFilesThatRunAsAnother(String mode, boolean told) throws IOException {
        file("usr/bin/su", "x", Integer.parseInt(mode, 8), Map.of());

        assertThat(read().setUid())
                .isEqualTo(told ? List.of("/usr/bin/su is SUID or SGID") : List.of());
    }

    @Test
    void tellsFilesWithCapabilities() throws IOException {
        file("bin/ping", "x", 0755, Map.of("SCHILY.xattr.security.capability", "x"));
        file("bin/true", "x", 0755, Map.of("SCHILY.xattr.user.note", "x"));

        assertThat(read().setUid()).containsExactly("/bin/ping has capabilities");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "home/agent/.netrc",
                "./home/agent/.ssh",
                "/home/agent/a/b/id_rsa",
                "state/.git-credentials",
                "state/worktrees/x/.AWS",
            })
    void tellsWhereProgramsKeepCredentials(String path) throws IOException {
        file(path, "x", 0600, Map.of());

        assertThat(read().credentials()).containsExactly("/" + path.replaceFirst("^\\.?/", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"etc/skel/.netrc", "home/agent/netrc", "home/agents/.netrc"})
    void tellsNoOtherNames(String path) throws IOException {
        file(path, "x", 0600, Map.of());

        assertThat(read().credentials()).isEmpty();
    }

    @Test
    void handsOnNamesAndContentsAndKnowsWhatIsWhere() throws IOException {
        file("state/a", "one", 0600, Map.of());
        file("state/b", TOKEN, 0600, Map.of());

        FileTree files = read();

        assertThat(searched()).isEqualTo("state/a\none" + "state/b\n" + TOKEN);
        assertThat(files.bytes()).isEqualTo(searched().length());
        assertThat(files.files()).isEqualTo(2);
        assertThat(files.places(List.of(offset()))).containsExactly("/state/b");
    }

    @Test
    void aTokenInANameIsToldWithoutTheName() throws IOException {
        file("state/x/" + TOKEN + "/y", "", 0600, Map.of());

        assertThat(read().places(List.of(offset())))
                .as("the report must not show what it found")
                .containsExactly("the name of /state/...");
    }

    @Test
    void aTokenInAFileBelowSuchANameIsToldWithoutTheNameToo() throws IOException {
        file("state/" + TOKEN, TOKEN, 0600, Map.of());

        assertThat(read().places(List.of(offset(), (long) searched().lastIndexOf(TOKEN))))
                .containsExactly("the name of /state/...", "/state/...");
    }

    @Test
    void whatIsReadAfterwardsHasAPlaceToo() throws IOException {
        FileTree files = read();
        files.begin("the environment of a process");
        files.counted(searched).write(("A=" + TOKEN).getBytes(StandardCharsets.UTF_8));

        assertThat(files.places(List.of(offset()))).containsExactly("the environment of a process");
    }

    private void file(String path, String text, int mode, Map<String, String> headers)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(path, true);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        entry.setSize(bytes.length);
        entry.setMode((TarArchiveEntry.DEFAULT_FILE_MODE & ~07777) | mode);
        headers.forEach(entry::addPaxHeader);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private FileTree read() throws IOException {
        tar.close();
        FileTree files = new FileTree();
        files.read(new ByteArrayInputStream(archive.toByteArray()), searched);
        return files;
    }

    private String searched() {
        return searched.toString(StandardCharsets.UTF_8);
    }

    private long offset() {
        return searched().indexOf(TOKEN);
    }
}
