package dev.gatehouse.shim.command;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.CallerEnvironment;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Header;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.multipart.MultipartForm;
import dev.gatehouse.shim.report.AnswerReport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Does the steps of a command, one after the other.
record Steps(BrokerSocket socket, Console console, GivenFiles given) {
    /// How the step ended, as an exit status; what went wrong has been told.
    int run(Step step) throws IOException {
        return switch (step) {
            case Step.Git git -> git(git.arguments());
            case Step.Upload upload -> upload(upload).status();
            case Step.Download download -> download(download).status();
        };
    }

    private static int git(List<String> arguments) throws Failure {
        List<String> command = new ArrayList<>(arguments);
        command.addFirst("git");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
            CallerEnvironment.restore(builder.environment());
            return builder.start().waitFor();
        } catch (IOException e) {
            throw Failure.usage("cannot run git (" + e.getMessage() + "): is it on the PATH?");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw Failure.unreachable("interrupted while git was at work");
        }
    }

    private ExitCode upload(Step.Upload upload) throws IOException {
        given.checkRead(upload.file());
        MultipartForm form = new MultipartForm(console.input());
        form.addFile("attachment", upload.file());
        List<Header> headers = List.of(new Header("Content-Type", form.contentType()));
        Request request = new Request("POST", upload.path(), headers, form.body());
        try (Answer answer = socket.exchange(request)) {
            return AnswerReport.of(answer, request, OutputStream.nullOutputStream(), console);
        }
    }

    private ExitCode download(Step.Download download) throws IOException {
        boolean shown = download.file().equals("-");
        NewFile file = shown ? null : NewFile.named(download.file(), given);
        Request request = Request.get(download.path());
        try (Answer answer = socket.exchange(request)) {
            if (!answer.head().isSuccess()) {
                return AnswerReport.of(answer, request, OutputStream.nullOutputStream(), console);
            }
            if (file == null) {
                return AnswerReport.of(answer, request, console.output(), console);
            }
            file.fill(answer);
            return ExitCode.OK;
        }
    }
}
