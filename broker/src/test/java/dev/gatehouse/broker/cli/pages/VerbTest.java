package dev.gatehouse.broker.cli.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

class VerbTest {
    @Command(
            name = "keep",
            subcommands = Look.class,
            description = {"Keeps @|bold things|@. More of", "it.", "Exit status: 0 kept, 3 not."})
    private static final class Keep {}

    /// Its options are looked at, and never read.
    @SuppressWarnings("unused")
    @Command(name = "look", aliases = "see", description = "Looks.")
    private static final class Look {
        @Option(names = "--at")
        private Optional<Path> at = Optional.empty();

        @Option(names = "--in")
        private TimeUnit unit = TimeUnit.DAYS;

        @Option(names = "--far")
        private boolean far;

        @Option(names = "--often")
        private int times;

        @Option(names = "--secretly", hidden = true)
        private boolean secretly;
    }

    private static final CommandSpec KEEP = new CommandLine(new Keep()).getCommandSpec();

    @Test
    void tellsThePurposeTheRestAndTheExitStatusApart() {
        Verb verb = new Verb(List.of(), KEEP);

        assertThat(verb.purpose()).isEqualTo("Keeps things");
        assertThat(verb.description()).isEqualTo("Keeps things. More of\nit.");
        assertThat(verb.exitStatus()).isEqualTo("0 kept, 3 not.");
    }

    @Test
    void namesACommandOnceWhateverItIsAlsoCalled() {
        assertThat(Verb.allOf(KEEP)).extracting(Verb::typed).containsExactly("keep", "keep look");
        assertThat(Verb.allOf(KEEP).getLast().pageName()).isEqualTo("keep-look");
        assertThat(Verb.allOf(KEEP).getLast().path()).isEqualTo("/look");
    }

    @Test
    void leavesOutWhatIsHidden() {
        assertThat(Verb.allOf(KEEP).getLast().options())
                .extracting(CommandLine.Model.OptionSpec::longestName)
                .containsExactlyInAnyOrder("--at", "--in", "--far", "--often");
    }

    @Test
    void knowsWhatAnOptionWants() {
        CommandSpec look = Verb.allOf(KEEP).getLast().spec();

        assertThat(Value.of(look.findOption("--at"))).isEqualTo(new Value.FileName());
        assertThat(Value.of(look.findOption("--far"))).isEqualTo(new Value.None());
        assertThat(Value.of(look.findOption("--often"))).isEqualTo(new Value.Anything());
        assertThat(Value.of(look.findOption("--in")))
                .isInstanceOfSatisfying(
                        Value.OneOf.class, value -> assertThat(value.words()).contains("DAYS"));
    }
}
