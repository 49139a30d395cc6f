package dev.gatehouse.shim;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// The help pages, and the version.
final class Help {
    private static final String FORGE =
            """
            forge: call the forge through the Gatehouse broker

            Usage: forge COMMAND [ARGUMENT]...

              api       make one call of the forge's REST API
              whoami    show as whom the broker calls the forge for you
              policy    show what you may do; `policy explain` tries one call without making it
              doctor    find out what is wrong between here and the forge, the model and the network
              relay     let programs that know no Unix sockets reach one, by a loopback port

              git-config  print the configuration that sends git here
              git-remote  what git calls for forge:: URLs; ssh is what Git LFS calls

              forge COMMAND --help shows a command's arguments; forge --version the version.

            There is no credential in this container, and none is needed: the broker adds it.

            Exit status:
              0  fine                          4  broker or forge not reachable
              1  the forge answered an error   5  the broker's credential is dead: tell the operator
              2  wrong usage                   6  a limit is reached: wait
              3  refused by the policy         141 the reader of the output went away

            Environment:
              GATEHOUSE_SOCKET           the broker's socket (/run/gatehouse/forge.sock)
              GATEHOUSE_CONNECT_TIMEOUT  seconds to wait for a broker that restarts (30)
              GATEHOUSE_DEBUG=1          show stack traces
            """;

    private static final String API =
            """
            forge api: make one call of the forge's REST API

            Usage: forge api [OPTION]... PATH

              PATH is below /api/v1/ (as in repos/OWNER/REPO/pulls), or begins with /api/ or /-/.

              -X, --method METHOD       GET; POST where there are fields or a body
              -f, --raw-field KEY=TEXT  a string field of the JSON body
              -F, --field KEY=VALUE     the same, but true, false, null and integers keep their type,
                                        and @FILE or @- (standard input) is replaced by its text
                                        KEY may be name, name[part], name[] or name[][part]
                                        with GET, --input or --form, fields go to the query
              --input FILE              send the file (- is standard input) as the body
              --form NAME=TEXT          a part of a multipart body, as uploads need; @FILE sends a file
              -H, --header 'NAME: VALUE'
              --paginate                follow the pages; arrays become one array
              -i, --include             print status line and headers too

            The answer's body goes to standard output, also that of an error or a refusal; what it
            means is said on standard error.

              forge api repos/OWNER/REPO/issues -X GET -f state=open --paginate
              forge api repos/OWNER/REPO/pulls -f title=Fix -f head=dev/fix -f base=main
              forge api repos/OWNER/REPO/issues/7/assets --form attachment=@screenshot.png
            """;

    private static final String WHOAMI =
            """
            forge whoami: show as whom the broker calls the forge for you

            Usage: forge whoami [--json]

            Exit status 5 where the broker's credential is dead.
            """;

    private static final String POLICY =
            """
            forge policy: show what you may do

            Usage: forge policy [--json]
                   forge policy explain [--json] METHOD PATH [--input FILE]

            `explain` says what would be decided about a call, by which rule and what would help,
            without making it. FILE (- is standard input) holds the JSON body of the call. The exit
            status is that of the call: 0 where it is permitted, 3 where it is refused.
            """;

    private static final String DOCTOR =
            """
            forge doctor: find out what is wrong between here and the forge, the model and the network

            Usage: forge doctor [--json]
                   forge doctor --doors [--json]

            One line for each check: ok, warn or fail, and what to do. Exit status 0, or 4 where a
            check failed.

            `--doors` tries the doors to the model and to the network: that what is granted answers,
            that anything else is refused, and that there is no way past them. Exit status 0 where
            all holds; else as forge --help says of the first failure, and 1 for a door that opens
            too far.
            """;

    private static final String RELAY =
            """
            forge relay: let programs that know no Unix sockets reach one, by a loopback port

            Usage: forge relay LISTEN=SOCKET...

              LISTEN is 127.0.0.1:PORT or [::1]:PORT; port 0 takes a free one. SOCKET is a path.

            Runs until it is ended, and says on standard error where it listens. What connects is
            carried to the socket byte for byte, both ways; while the broker restarts, it waits.
            The images start it with the words of GATEHOUSE_RELAY.

              forge relay 127.0.0.1:4411=/run/gatehouse/model.sock \\
                  127.0.0.1:4412=/run/gatehouse/egress.sock
            """;

    private static final String GIT_CONFIG =
            """
            forge git-config: print the configuration that sends git here

            Usage: forge git-config [--forge-url URL]... > /etc/gitconfig

            With it git clone, fetch and push work under the forge's own URLs, and Git LFS with them.
            Without a URL the broker is asked for the forge's.
            """;

    private static final String GIT_REMOTE =
            """
            forge git-remote: let git reach the forge through the broker

            Usage: git-remote-forge REMOTE [ADDRESS]

            git calls this for URLs such as forge::OWNER/REPO. `forge git-config` makes the forge's
            ordinary URLs mean the same.
            """;

    private static final String SSH =
            """
            forge ssh: let Git LFS reach the forge through the broker

            Usage: forge ssh HOST 'git-lfs-transfer OWNER/REPO.git upload|download'

            git-lfs calls this in place of ssh. There is no other ssh here.
            """;

    private Help() {}

    /// As the command itself, or first or last among its arguments.
    static boolean isAskedFor(String command, String[] rest) {
        if (command.equals("--help") || command.equals("-h") || command.equals("help")) {
            return true;
        }
        boolean first = rest.length > 0 && isHelp(rest[0]);
        return first || (rest.length > 0 && isHelp(rest[rest.length - 1]));
    }

    private static boolean isHelp(String argument) {
        return argument.equals("--help") || argument.equals("-h");
    }

    static String of(String command, String[] rest) {
        boolean named = command.equals("help") && rest.length > 0;
        return switch (named ? rest[0] : command) {
            case "api" -> API;
            case "whoami" -> WHOAMI;
            case "policy" -> POLICY;
            case "doctor" -> DOCTOR;
            case "relay" -> RELAY;
            case "git-config" -> GIT_CONFIG;
            case "git-remote" -> GIT_REMOTE;
            case "ssh" -> SSH;
            default -> FORGE;
        };
    }

    /// The version of the build, from a file that the build fills in.
    static String version() throws IOException {
        try (InputStream file = Help.class.getResourceAsStream("version.txt")) {
            if (file == null) {
                return "forge (unknown version)\n";
            }
            return "forge " + new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
