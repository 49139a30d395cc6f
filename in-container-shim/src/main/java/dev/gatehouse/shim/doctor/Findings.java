package dev.gatehouse.shim.doctor;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Console;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What was found so far, in order. For one thread.
final class Findings {
    private final List<Finding> findings = new ArrayList<>();
    private ExitCode exit = ExitCode.OK;

    void ok(String check, String detail, String hint) {
        findings.add(new Finding(Finding.State.OK, check, detail, hint));
    }

    void warn(String check, String detail, String remedy) {
        findings.add(new Finding(Finding.State.WARN, check, detail, remedy));
    }

    /// @param status how the command ends, if nothing failed before
    void fail(String check, String detail, String remedy, ExitCode status) {
        findings.add(new Finding(Finding.State.FAIL, check, detail, remedy));
        exit = exit == ExitCode.OK ? status : exit;
    }

    /// `OK`, or what the first failure says.
    ExitCode exit() {
        return exit;
    }

    void print(Console console, boolean json) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < findings.size(); i++) {
            if (json) {
                findings.get(i).appendJson(text.append(i == 0 ? "[" : ","));
            } else {
                findings.get(i).appendText(text);
            }
        }
        console.print(json ? text.append("]\n").toString() : text.toString());
    }
}
