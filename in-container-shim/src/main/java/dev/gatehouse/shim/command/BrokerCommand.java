package dev.gatehouse.shim.command;

import dev.gatehouse.protocol.CommandFrame;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.AnswerHead;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.report.AnswerReport;
import dev.gatehouse.shim.repository.DirectoryFacts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Every command that the shim does not know: the broker understands it, and its answer says what
/// to print and what to do.
public final class BrokerCommand {
    private static final Path STANDARD_OUTPUT = Path.of("/proc/self/fd/1");
    private static final int HIGHEST_STATUS = 255;
    private static final int MOST_DIGITS = 3;

    private final BrokerSocket socket;
    private final Console console;
    private final Map<String, String> environment;

    public BrokerCommand(BrokerSocket socket, Console console, Map<String, String> environment) {
        this.socket = socket;
        this.console = console;
        this.environment = environment;
    }

    /// The exit status that the broker says, or that of a step which went wrong.
    public int run(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        GivenFiles given = new GivenFiles(words);
        CommandRequest command =
                new CommandRequest(
                        words,
                        DirectoryFacts.of(Path.of("").toAbsolutePath(), environment),
                        Terminal.of(environment, STANDARD_OUTPUT));
        End end = exchange(command.request(Map.of()), given);
        if (end instanceof Wanted wanted) {
            Map<String, String> inputs = new Inputs(given, console.input()).read(wanted.names());
            end = exchange(command.request(inputs), given);
        }
        if (end instanceof Exit exit) {
            return exit.status();
        }
        throw FrameReader.broken("wants files a second time");
    }

    private sealed interface End {}

    private record Exit(int status) implements End {}

    private record Wanted(List<String> names) implements End {}

    /// The connection stays open until the process ends, which is next as a rule: closing it would
    /// load the JDK's whole network stack.
    private End exchange(Request request, GivenFiles given) throws IOException {
        Answer answer = socket.exchange(request);
        if (!isCommand(answer.head())) {
            return new Exit(report(answer, request).status());
        }
        FrameReader frames = new FrameReader(answer.body());
        while (true) {
            FrameReader.Frame frame = frames.next();
            switch (frame.kind()) {
                case OUTPUT -> console.output().write(frame.bytes());
                case ERROR -> console.printError(frame.bytes());
                case STEP -> {
                    Step step = Step.read(frame.bytes());
                    int status = new Steps(socket, console, given).run(step);
                    if (status != ExitCode.OK.status()) {
                        return new Exit(status);
                    }
                }
                case WANTED -> {
                    return new Wanted(Inputs.names(frame.bytes()));
                }
                case EXIT -> {
                    return new Exit(status(frame.bytes()));
                }
            }
        }
    }

    private static boolean isCommand(AnswerHead head) {
        return head.status() == 200
                && head.value(HeaderNames.REFUSAL) == null
                && CommandFrame.MEDIA_TYPE.equalsIgnoreCase(head.value("Content-Type"));
    }

    /// Standard output is for results: what an error says goes to standard error alone.
    private ExitCode report(Answer answer, Request request) throws IOException {
        ExitCode exit = AnswerReport.of(answer, request, OutputStream.nullOutputStream(), console);
        if (exit == ExitCode.OK) {
            throw Failure.unreachable(
                    "the broker's answer is none to a command: report this to the operator");
        }
        return exit;
    }

    private static int status(byte[] digits) throws Failure {
        int status = 0;
        boolean fits = digits.length > 0 && digits.length <= MOST_DIGITS;
        for (int i = 0; fits && i < digits.length; i++) {
            fits = digits[i] >= '0' && digits[i] <= '9';
            status = status * 10 + (digits[i] - '0');
        }
        if (!fits || status > HIGHEST_STATUS) {
            throw FrameReader.broken(
                    "ends with '" + new String(digits, StandardCharsets.ISO_8859_1) + "'");
        }
        return status;
    }
}
