package dev.gatehouse.broker.cli.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine;

/// A log of two agents on one afternoon, and what a command says of it.
record TestingLogFile(Path path) {
    private static final String PEER = "\"peer\":{\"uid\":10001,\"gid\":10001,\"pid\":4711},";

    private static final String RECORDS =
            """
            {"seq":1,"time":"2026-11-21T15:00:00.000Z","kind":"started","version":"gatehouse 0.2.0","prev":"0"}
            {"seq":2,"time":"2026-11-21T15:01:00.000Z","kind":"intent","agent":"dev","account":"dev-bot",PEER"exchange":"a-1","operation":"issueGetIssue","method":"GET","repository":"charles/lib","refs":[],"decision":"permit","rule":"agents.dev.grants[0] (line 12) roles: contribute","prev":"0"}
            {"seq":3,"time":"2026-11-21T15:01:00.040Z","kind":"outcome","intent":2,"agent":"dev","account":"dev-bot","exchange":"a-1","operation":"issueGetIssue","method":"GET","repository":"charles/lib","ending":"answered","status":200,"bytes_in":0,"bytes_out":2048,"ms":40,"prev":"0"}
            {"seq":4,"time":"2026-11-21T15:02:00.000Z","kind":"refusal","agent":"dev","account":"dev-bot",PEER"exchange":"a-2","operation":"issueDelete","method":"DELETE","repository":"charles/lib","refs":[],"decision":"refuse","rule":"default: refuse","code":"not-granted","prev":"0"}
            {"seq":5,"time":"2026-11-21T15:03:00.000Z","kind":"intent","agent":"dev","account":"dev-bot",PEER"exchange":"a-3","operation":"git-receive-pack","method":"POST","repository":"charles/lib","refs":[{"ref":"refs/heads/dev/gr\\u00FCn","old":"0000000000000000000000000000000000000000","new":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","force":false}],"decision":"permit","rule":"agents.dev.grants[0] (line 12) push","prev":"0"}
            {"seq":6,"time":"2026-11-21T15:03:00.010Z","kind":"shadow-refusal","intent":5,"agent":"dev","account":"dev-bot","exchange":"a-3","operation":"git-receive-pack","method":"POST","repository":"charles/lib","rule":"agents.dev.grants[1] (line 19) push","code":"ref-not-granted","prev":"0"}
            {"seq":7,"time":"2026-11-21T15:03:01.000Z","kind":"outcome","intent":5,"agent":"dev","account":"dev-bot","exchange":"a-3","operation":"git-receive-pack","method":"POST","repository":"charles/lib","ending":"answered","status":200,"bytes_in":5242880,"bytes_out":77,"ms":1000,"prev":"0"}
            {"seq":8,"time":"2026-11-21T15:04:00.000Z","kind":"alarm","agent":"qa","cause":"credential-rejected","detail":"Forgejo answered 401","prev":"0"}
            {"seq":9,"time":"2026-11-21T15:05:00.000Z","kind":"refusal","agent":"qa","account":"qa-bot",PEER"exchange":"a-4","operation":"egress.connect","host":"example.com","port":443,"refs":[],"decision":"refuse","rule":"egress","code":"not-granted","prev":"0"}
            {"seq":10,"time":"2026-11-21T15:06:00.000Z","kind":"intent","agent":"qa","account":"qa-bot",PEER"exchange":"a-5","operation":"repoGet","method":"GET","repository":"charles/other","refs":[],"decision":"permit","rule":"agents.qa.grants[0] (line 30) roles: read","prev":"0"}
            """
                    .replace("PEER", PEER);

    /// What a command printed, and how it ended.
    record Said(int status, String out, String err) {}

    static TestingLogFile in(Path folder) throws IOException {
        Path path = folder.resolve("audit.jsonl");
        Files.writeString(path, RECORDS);
        return new TestingLogFile(path);
    }

    /// The last argument is the log.
    Said asked(Object command, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Arrays.copyOf(arguments, arguments.length + 1);
        all[arguments.length] = path.toString();
        int status =
                new CommandLine(command)
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(all);
        return new Said(status, out.toString(), err.toString());
    }
}
