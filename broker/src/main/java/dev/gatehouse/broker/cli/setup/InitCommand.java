package dev.gatehouse.broker.cli.setup;

import dev.gatehouse.broker.cli.Daemon;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "init",
        description = {
            "Writes a first configuration: asks for what no option gives, and checks each answer with"
                    + " the forge.",
            "Never overwrites a file, and takes no token but from a file, or typed unseen into one.",
            "Exit status: 0 written, 1 failed, 2 not written, for the reasons that are said."
        },
        mixinStandardHelpOptions = true)
public final class InitCommand implements Callable<Integer> {
    private static final int USAGE = 2;
    private static final Path PACKAGED = Path.of("/etc/gatehouse/gatehouse.yaml");

    private final Daemon daemon;
    private final Supplier<Optional<Dialogue>> terminal;
    private final Map<Question, String> flags = new EnumMap<>(Question.class);

    @Option(
            names = "--config",
            paramLabel = "OUT",
            defaultValue = "/etc/gatehouse/gatehouse.yaml",
            description = "The file to write (default: ${DEFAULT-VALUE}).")
    private Path file = PACKAGED;

    @Option(
            names = "--yes",
            description = "Ask nothing: take what is proposed for all that no option gives.")
    private boolean yes;

    @Spec private CommandSpec spec = CommandSpec.create();

    /// Asks at the terminal of this process.
    public InitCommand(Daemon daemon) {
        this(daemon, Dialogue::ofThisProcess);
    }

    /// @param terminal looked for when the command runs; none where nobody can be asked
    public InitCommand(Daemon daemon, Supplier<Optional<Dialogue>> terminal) {
        this.daemon = daemon;
        this.terminal = terminal;
    }

    @Option(names = "--forge-url", paramLabel = "URL", description = "Where the forge is.")
    void forgeUrl(String url) {
        give(Question.FORGE_URL, url);
    }

    @Option(names = "--agent", paramLabel = "NAME", description = "The first agent.")
    void agent(String name) {
        give(Question.AGENT, name);
    }

    @Option(names = "--account", paramLabel = "LOGIN", description = "Its user on the forge.")
    void account(String login) {
        give(Question.ACCOUNT, login);
    }

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "Where that user's token is (default: /etc/gatehouse/tokens/NAME).")
    void tokenFile(String path) {
        give(Question.TOKEN_FILE, path);
    }

    @Option(
            names = "--repository",
            paramLabel = "OWNER/NAME",
            description = "What it may work on; can be given several times.")
    void repositories(@Nullable List<String> repositories) {
        giveAll(Question.REPOSITORIES, repositories);
    }

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "read, triage, review, contribute (default) or maintain.")
    void role(String role) {
        give(Question.ROLE, role);
    }

    @Option(
            names = "--push-branches",
            paramLabel = "PATTERN",
            description = "Branches it may push (default: NAME/**), or none.")
    void pushBranches(@Nullable List<String> patterns) {
        giveAll(Question.PUSH_BRANCHES, patterns);
    }

    @Option(names = "--uid", description = "User of its container (default: 10001).")
    void uid(String uid) {
        give(Question.UID, uid);
    }

    @Option(names = "--gid", description = "Group of its container (default: the uid).")
    void gid(String gid) {
        give(Question.GID, gid);
    }

    /// Picocli resets options by giving them null.
    private void give(Question question, @Nullable String answer) {
        if (answer != null) {
            flags.put(question, answer);
        }
    }

    private void giveAll(Question question, @Nullable List<String> answers) {
        if (answers != null) {
            flags.put(question, String.join(",", answers));
        }
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        BrokerUser user = BrokerUser.find(BrokerUser.PASSWD, daemon.uid());
        NewConfigurationFile target = new NewConfigurationFile(file, user);
        Optional<String> hindrance = target.hindrance();
        if (hindrance.isPresent()) {
            return refuse(List.of(hindrance.get()));
        }
        Optional<Dialogue> dialogue = yes ? Optional.empty() : terminal.get();
        Consumer<String> notes =
                dialogue.<Consumer<String>>map(it -> note -> it.say("  " + note))
                        .orElse(out::println);
        Interview interview = new Interview(flags, dialogue, new Checks(daemon, user), user, notes);
        return switch (interview.hold()) {
            case Interview.End.Stopped(List<String> problems) -> refuse(problems);
            case Interview.End.Complete(Answers answers) -> write(target, answers, out);
        };
    }

    private int write(NewConfigurationFile target, Answers answers, PrintWriter out)
            throws IOException {
        Checks.warnings(answers).forEach(warning -> out.println("warning: " + warning));
        Optional<String> problem = target.write(ConfigurationText.of(answers));
        if (problem.isPresent()) {
            return refuse(List.of(problem.get()));
        }
        String config = file.equals(PACKAGED) ? "" : " --config " + file;
        out.print(
                """
                wrote %s
                next:
                  gatehouse config check%s   # all problems at once; after each change of the file
                  systemctl enable --now gatehouse   # without systemd: gatehouse serve%s
                  gatehouse worker up%s %s   # the agent's container
                  gatehouse doctor%s %s   # looks at all of it, from the file to the container
                """
                        .formatted(
                                target.file(),
                                config,
                                config,
                                config,
                                answers.answer(Question.AGENT),
                                config,
                                answers.answer(Question.AGENT)));
        out.flush();
        return 0;
    }

    private int refuse(List<String> problems) {
        PrintWriter err = spec.commandLine().getErr();
        problems.forEach(problem -> err.println("gatehouse: " + problem));
        err.flush();
        return USAGE;
    }
}
