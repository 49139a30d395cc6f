package dev.gatehouse.broker.cli.pages;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// For the build: writes what `share/` of an installation holds. The same commands give the same
/// bytes.
@Command(
        name = "pages",
        hidden = true,
        description = "Writes the man pages and the completion for bash, zsh and fish.",
        mixinStandardHelpOptions = true)
public final class PagesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "As /usr/share; made where it is missing.")
    private Path directory = Path.of("share");

    @Option(
            names = "--date",
            paramLabel = "DATE",
            defaultValue = "",
            description = "The release's, as 2026-11-21, for the pages' feet.")
    private String date = "";

    @Option(
            names = "--example",
            paramLabel = "FILE",
            description = "The commented example of the settings: makes gatehouse.yaml(5) too.")
    private Optional<Path> example = Optional.empty();

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        CommandSpec program = spec.root();
        Edition edition = new Edition(program.version()[0], date);
        List<Verb> verbs = Verb.allOf(program);
        for (Verb verb : verbs) {
            write("man/man1/" + verb.pageName() + ".1", CommandPage.of(verb, edition));
        }
        if (example.isPresent()) {
            write(
                    "man/man5/gatehouse.yaml.5",
                    SettingsPage.of(Files.readString(example.get()), edition));
        }
        String name = program.name();
        write("bash-completion/completions/" + name, BashCompletion.of(verbs));
        write("zsh/vendor-completions/_" + name, ZshCompletion.of(verbs));
        write("fish/vendor_completions.d/" + name + ".fish", FishCompletion.of(verbs));
        return 0;
    }

    private void write(String path, String text) throws IOException {
        Path file = directory.resolve(path);
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
