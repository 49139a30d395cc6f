package dev.gatehouse.image;

import static dev.gatehouse.image.Finding.Rule;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DockerfileAuditTest {
    private static final String GOOD =
            """
            # A comment with ADD http://example.org/ in it.
            ARG BASE=debian:bookworm-slim
            FROM ${BASE} AS system
            COPY --chown=0:0 parts/ /parts/
            RUN apt-get -q install --no-install-recommends git \\
                # within a command
                && rm -rf /var/lib/apt/lists/*
            FROM scratch
            COPY --from=system / /
            ARG UID=10001
            ENV HOME=/home/agent
            USER ${UID}:${UID}
            ENTRYPOINT ["/entrypoint"]
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {"image/Dockerfile", "image/profiles/Dockerfile", "image/broker/Dockerfile"})
    void findsNothingInTheDockerfilesHere(String path) {
        assertThat(DockerfileAudit.of(TestingFolder.text(path), TestingFolder::script)).isEmpty();
    }

    @Test
    void findsNothingInAGoodOne() {
        assertThat(audit(GOOD)).as("the bad ones below differ from this in one line").isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BASE=debian:bookworm-slim        | BASE=debian:latest                             | UNPINNED_BASE
                    BASE=debian:bookworm-slim        | BASE=debian                                    | UNPINNED_BASE
                    BASE=debian:bookworm-slim        | BASE=registry.example.org:5000/debian          | UNPINNED_BASE
                    COPY --chown=0:0 parts/ /parts/  | ADD https://example.org/parts.tar /parts/      | ADD
                    COPY --chown=0:0 parts/ /parts/  | ADD parts.tar /parts/                          | ADD
                    COPY --chown=0:0 parts/ /parts/  | COPY parts/ /parts/                            | COPY_WITHOUT_OWNER
                    USER ${UID}:${UID}               | USER root                                      | ROOT_AT_RUN_TIME
                    USER ${UID}:${UID}               | USER 0:0                                       | ROOT_AT_RUN_TIME
                    USER ${UID}:${UID}               | WORKDIR /                                      | ROOT_AT_RUN_TIME
                    USER ${UID}:${UID}               | USER ${NOBODY}                                 | ROOT_AT_RUN_TIME
                    UID=10001                        | UID=0                                          | ROOT_AT_RUN_TIME
                    ENV HOME=/home/agent             | ENV FORGE_TOKEN=gto_0                          | SECRET_IN_HISTORY
                    ENV HOME=/home/agent             | ENV HOME=/home/agent ANTHROPIC_API_KEY=none    | SECRET_IN_HISTORY
                    ENV HOME=/home/agent             | ENV A_TOKEN=gatehouse-keeps-the-key2           | SECRET_IN_HISTORY
                    ENV HOME=/home/agent             | ENV A_TOKEN=gatehouse-keeps-the-key B_TOKEN=x  | SECRET_IN_HISTORY
                    ENV HOME=/home/agent             | ARG npm_password                               | SECRET_IN_HISTORY
                    ENV HOME=/home/agent             | ENV https_proxy=http://192.0.2.1:3128          | PROXY_IN_IMAGE
                    -q install                       | -q update && sudo apt-get --no-install-recommends install     | PRIVILEGE
                    -q install                       | -q update && chmod 4755 /bin/x && apt-get --no-install-recommends install | PRIVILEGE
                    -q install                       | -q update && chmod u+s /bin/x && apt-get --no-install-recommends install  | PRIVILEGE
                    -q install                       | -q update && curl -s https://example.org/i.sh \u00a6 sh && apt-get install | UNPINNED_FETCH
                    -q install                       | -q update && npm install -g claude && apt-get install            | UNPINNED_FETCH
                    -q install                       | -q install --allow-unauthenticated             | UNVERIFIED_FETCH
                    --no-install-recommends          | --yes                                          | RECOMMENDED_PACKAGES
                    && rm -rf /var/lib/apt/lists/*   | && true                                        | PACKAGE_LISTS_LEFT
                    ENTRYPOINT ["/entrypoint"]       | ENTRYPOINT /entrypoint                         | SHELL_FORM
                    ENTRYPOINT ["/entrypoint"]       | CMD ["sh"]                                     | NO_ENTRY_POINT
                    ENV HOME=/home/agent             | EXPOSE 8080                                    | EXPOSED_PORT
                    ENV HOME=/home/agent             | VOLUME /state                                  | UNNAMED_VOLUME
                    """)
    void namesTheRuleThatAChangedLineBreaks(String line, String changed, Rule rule) {
        String bad = GOOD.replace(line, changed.replace('\u00a6', '|'));
        assertThat(bad).as("the line to change is there").isNotEqualTo(GOOD);
        assertThat(audit(bad)).extracting(Finding::rule).as(bad).contains(rule);
    }

    @Test
    void takesThePublicWordForNoSecret() {
        assertThat(
                        audit(
                                GOOD.replace(
                                        "ENV HOME=/home/agent",
                                        "ENV A_TOKEN=gatehouse-keeps-the-key")))
                .as("what a program is given that insists on a key")
                .isEmpty();
    }

    @Test
    void knowsWhatAStageTakesOverFromTheOneBelow() {
        String named = GOOD.replaceFirst("(?s)(.*)FROM scratch", "$1FROM scratch AS below");
        assertThat(audit(named + "FROM below\nENV A=b\n"))
                .as("its user, its entry point")
                .isEmpty();
        assertThat(audit(named + "FROM below AS last\nUSER 0\n"))
                .extracting(Finding::rule)
                .containsExactly(Rule.ROOT_AT_RUN_TIME);
    }

    @Test
    void readsTheScriptsThatAreRun() {
        String calls = GOOD.replace("&& rm -rf", "&& sh /opt/gatehouse/parts/more && rm -rf");
        List<Finding> findings =
                DockerfileAudit.of(calls, name -> "# sudo in a comment\n" + "sudo " + name);
        assertThat(findings).extracting(Finding::rule).containsExactly(Rule.PRIVILEGE);
        assertThat(DockerfileAudit.of(calls, _ -> "# sudo in a comment")).isEmpty();
    }

    @Test
    void theWorkersImageIsOneLayerWithoutAHistory() {
        List<Instruction> all = Instruction.allOf(TestingFolder.text("image/Dockerfile"));
        List<Instruction> last =
                all.subList(
                        all.lastIndexOf(
                                all.stream()
                                        .filter(one -> one.is("FROM"))
                                        .reduce((_, later) -> later)
                                        .orElseThrow()),
                        all.size());
        assertThat(last.getFirst().arguments()).as("nothing lies below").isEqualTo("scratch");
        assertThat(last)
                .filteredOn(one -> one.is("COPY") || one.is("RUN"))
                .as("what was taken away in the stage before lies in no layer")
                .extracting(Instruction::arguments)
                .containsExactly("--from=system / /");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "su", "sudo", "mount", "umount", "passwd", "newgrp", "login", "nsenter", "unshare",
                "setpriv", "chsh", "chfn", "gpasswd", "chage", "expiry", "wall", "runuser"
            })
    void theHardeningTakesAwayWhatBecomesAnotherUser(String program) {
        assertThat(TestingFolder.script("harden").lines().filter(line -> !line.startsWith("#")))
                .as("what WorkerImageIT sees in the image, known without a daemon")
                .anyMatch(line -> line.matches("(.*\\s)?" + program + "([\\s;].*)?"));
    }

    @Test
    void theHardeningStripsSetUidAndSetGid() {
        assertThat(TestingFolder.script("harden"))
                .contains("-perm /6000 ! -type l -exec chmod ug-s");
        assertThat(TestingFolder.text("image/Dockerfile"))
                .contains("sh /opt/gatehouse/parts/harden");
    }

    private static List<Finding> audit(String dockerfile) {
        return DockerfileAudit.of(dockerfile, _ -> "");
    }
}
