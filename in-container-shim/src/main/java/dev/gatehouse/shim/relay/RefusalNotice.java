package dev.gatehouse.shim.relay;

import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Answer;
import dev.gatehouse.shim.report.RefusalReport;
import java.io.IOException;
import java.util.List;

/// Says once on standard error why the broker refused: git shows a status, and no body. The report
/// of a push is git's own to show, and passes in silence.
final class RefusalNotice {
    private static final String PUSH_REPORT = "application/x-git-receive-pack-result";

    private final Console console;
    private boolean told;

    RefusalNotice(Console console) {
        this.console = console;
    }

    /// Reads the body of a refusal, of which no more is kept than makes a problem document.
    void look(Answer answer) throws IOException {
        String refusal = answer.head().value(HeaderNames.REFUSAL);
        boolean isGitsOwn = PUSH_REPORT.equals(answer.head().value("Content-Type"));
        if (refusal != null && !isGitsOwn) {
            tell(RefusalReport.read(refusal, answer).remoteLines());
        }
    }

    private synchronized void tell(List<String> lines) {
        if (!told) {
            told = true;
            lines.forEach(console::tellAsRemote);
        }
    }

    /// The broker could not be asked, or broke off.
    synchronized void tell(Failure failure) {
        if (!told) {
            told = true;
            console.tell(String.valueOf(failure.getMessage()));
        }
    }
}
