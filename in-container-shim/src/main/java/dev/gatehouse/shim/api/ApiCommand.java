package dev.gatehouse.shim.api;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.exchange.AnswerHead;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Request;
import dev.gatehouse.shim.exchange.RequestBody;
import dev.gatehouse.shim.report.AnswerReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `forge api`: one call, or a call for each page, streamed to standard output.
public final class ApiCommand {
    private final BrokerSocket socket;
    private final Console console;

    public ApiCommand(BrokerSocket socket, Console console) {
        this.socket = socket;
        this.console = console;
    }

    public ExitCode run(Arguments arguments) throws IOException {
        ApiArguments parsed = ApiArguments.parse(arguments);
        Request request = ApiRequest.of(parsed, console.input());
        return parsed.paginate()
                ? pages(request, parsed.include())
                : once(request, parsed.include());
    }

    /// The connection stays open until the process ends, which is next: closing it would load the
    /// JDK's whole network stack.
    private ExitCode once(Request request, boolean include) throws IOException {
        Answer answer = socket.exchange(request);
        if (include) {
            printHead(answer.head());
        }
        return AnswerReport.of(answer, request, console.output(), console);
    }

    /// With `-i` the pages stay apart, each after its head; else arrays become one.
    private ExitCode pages(Request first, boolean include) throws IOException {
        ArrayMerge merge = new ArrayMerge(console.output());
        Request request = first;
        for (int page = 1; true; page++) {
            String next;
            try (Answer answer = socket.exchange(request)) {
                if (include) {
                    printHead(answer.head());
                }
                OutputStream bodyTo = bodyTo(answer.head(), page, include, merge);
                ExitCode exit = AnswerReport.of(answer, request, bodyTo, console);
                if (exit != ExitCode.OK) {
                    if (page > 1) {
                        console.tellMore("this was page " + page + ": the output is incomplete");
                    }
                    return exit;
                }
                next = NextPage.in(answer.head().values("Link"));
            }
            merge.endPage();
            if (next == null) {
                merge.end();
                return ExitCode.OK;
            }
            request = page(next, request);
        }
    }

    /// An error among merged pages is not JSON of the same stream: it is told, not printed.
    private OutputStream bodyTo(AnswerHead head, int page, boolean include, ArrayMerge merge) {
        if (include || (page == 1 && !head.isSuccess())) {
            return console.output();
        }
        return head.isSuccess() ? merge : OutputStream.nullOutputStream();
    }

    private static Request page(String link, Request current) throws Failure {
        String target = ApiPath.ofLink(link, current.target());
        if (target.equals(current.target())) {
            throw Failure.unreachable(
                    "the next page is this page again: '" + link + "'; the output is incomplete");
        }
        return new Request(current.method(), target, current.headers(), RequestBody.none());
    }

    private void printHead(AnswerHead head) throws IOException {
        StringBuilder text = new StringBuilder(512).append(head.statusLine()).append("\r\n");
        List<AnswerHead.AnswerField> fields = head.fields();
        for (int i = 0; i < fields.size(); i++) {
            AnswerHead.AnswerField field = fields.get(i);
            text.append(field.name()).append(": ").append(field.value()).append("\r\n");
        }
        byte[] bytes = text.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        console.output().write(bytes);
    }
}
