package dev.gatehouse.broker.cli.audit;

import dev.gatehouse.broker.audit.AuditVerifier;
import dev.gatehouse.broker.audit.ChainHead;
import dev.gatehouse.broker.audit.Verification;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
        name = "verify",
        description = {
            "Checks the audit log's chain, rotated files included, without the broker.",
            "Exit status: 0 intact, 1 changed, cut or incomplete."
        },
        mixinStandardHelpOptions = true)
public final class AuditVerifyCommand implements Callable<Integer> {
    private static final int BROKEN = 1;

    @Mixin private LogOption log = new LogOption();

    @Option(
            names = "--head",
            paramLabel = "HASH",
            description = "A head noted before: it must be part of the chain.")
    private Optional<String> head = Optional.empty();

    @Option(
            names = "--after",
            paramLabel = "'NUMBER HASH'",
            description = "The head of the last file that was archived: the log begins behind it.")
    private Optional<String> after = Optional.empty();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Spec private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
        Verification verification =
                AuditVerifier.verify(log.file(spec.commandLine().getErr()), expectation());
        print(members(verification));
        return verification instanceof Verification.Broken ? BROKEN : 0;
    }

    private AuditVerifier.Expectation expectation() {
        if (head.isPresent() && !ChainHead.isHash(head.get())) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--head takes 64 lower-case hex digits, as 'audit verify' prints them");
        }
        Optional<ChainHead> start = after.flatMap(ChainHead::parse);
        if (after.isPresent() && start.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--after takes one argument: a record's number, a space, and its hash, as"
                            + " 'audit verify' prints 'head'");
        }
        return new AuditVerifier.Expectation(start, head);
    }

    private void print(Map<String, Object> members) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new JsonMapper().writeValueAsString(members));
        } else {
            members.forEach((name, value) -> out.printf("%-18s %s%n", name + ":", value));
        }
    }

    private static Map<String, Object> members(Verification verification) {
        Map<String, Object> members = new LinkedHashMap<>();
        switch (verification) {
            case Verification.Verified verified -> {
                members.put("result", "intact");
                members.put("records", verified.records());
                members.put("files", verified.files());
                members.put("first", verified.firstTime().toString());
                members.put("last", verified.lastTime().toString());
                members.put("head", verified.head().toString());
                members.put("open-intents", verified.openIntents());
                members.put("abandoned-intents", verified.abandonedIntents());
                members.put("recoveries", verified.recoveries());
                members.put("interruptions", verified.interruptions());
            }
            case Verification.Broken broken -> {
                members.put("result", "broken");
                members.put("file", broken.file().toString());
                members.put("line", broken.line());
                members.put("sequence", broken.sequence());
                members.put("what", broken.what());
                members.put("expected", broken.expected());
                members.put("actual", broken.actual());
                members.put("remedy", broken.remedy());
            }
        }
        return members;
    }
}
