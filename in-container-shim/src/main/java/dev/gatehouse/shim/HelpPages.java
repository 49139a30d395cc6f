package dev.gatehouse.shim;

/// The help pages of the words that the shim keeps for itself, at most 100 columns wide.
final class HelpPages {
    static final String FORGE =
            """
            forge: call the forge through the Gatehouse broker

            Usage: forge COMMAND [ARGUMENT]...

              issue, pr, repo, release, ...
                        work with the forge; `forge help` lists what you may do here
              api       make one call of the forge's REST API
              whoami    show as whom the broker calls the forge for you
              policy    show what you may do; `policy explain` tries one call without making it
              doctor    find out what is wrong between here and the forge, the model and the network
              mcp       the same tools for programs that speak the Model Context Protocol
              run       run a program that wants the forge's URL and a token, such as tea
              forward   hold the URL open for such programs
              gh        what agents call of GitHub's CLI first
              relay     let programs that know no Unix sockets reach one, by a loopback port

              git-config  print the configuration that sends git here
              git-remote  what git calls for forge:: URLs; ssh is what Git LFS calls

              forge COMMAND --help shows a command's arguments; forge --version the version. Commands
            that are not listed here are the broker's: they show and do what its policy permits you.

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

    static final String API =
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

    static final String WHOAMI =
            """
            forge whoami: show as whom the broker calls the forge for you

            Usage: forge whoami [--json]

            Exit status 5 where the broker's credential is dead.
            """;

    static final String POLICY =
            """
            forge policy: show what you may do

            Usage: forge policy [--json]
                   forge policy explain [--json] METHOD PATH [--input FILE]

            `explain` says what would be decided about a call, by which rule and what would help,
            without making it. FILE (- is standard input) holds the JSON body of the call. The exit
            status is that of the call: 0 where it is permitted, 3 where it is refused.
            """;

    static final String DOCTOR =
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

    static final String RELAY =
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

    static final String GIT_CONFIG =
            """
            forge git-config: print the configuration that sends git here

            Usage: forge git-config [--forge-url URL]... > /etc/gitconfig

            With it git clone, fetch and push work under the forge's own URLs, and Git LFS with them.
            Without a URL the broker is asked for the forge's.
            """;

    static final String GIT_REMOTE =
            """
            forge git-remote: let git reach the forge through the broker

            Usage: git-remote-forge REMOTE [ADDRESS]

            git calls this for URLs such as forge::OWNER/REPO. `forge git-config` makes the forge's
            ordinary URLs mean the same.
            """;

    static final String SSH =
            """
            forge ssh: let Git LFS reach the forge through the broker

            Usage: forge ssh HOST 'git-lfs-transfer OWNER/REPO.git upload|download'

            git-lfs calls this in place of ssh. There is no other ssh here.
            """;

    static final String MCP =
            """
            forge mcp: the forge's tools, by the Model Context Protocol

            Usage: forge mcp
                   forge mcp --print-tools [--json]

            Speaks on standard input and output, and carries each message to the broker, which has
            the tools: only those that the policy permits you. Ends when standard input does.

            `--print-tools` shows each tool and the bytes that its description takes of a model's
            context.
            """;

    static final String FORWARD =
            """
            forge forward: hold a URL open for programs that want the forge's

            Usage: forge forward [--listen 127.0.0.1:PORT]

            Listens on 127.0.0.1:3000 (port 0 takes a free one) until it is ended, and says so on
            standard error. Programs of this user reach the forge there, with any token or none: what
            they bring is dropped, and the policy decides as it always does.

            `forge run` does this for a single program.
            """;

    static final String RUN =
            """
            forge run: run a program that wants the forge's URL and a token

            Usage: forge run [--] PROGRAM [ARGUMENT]...

            For as long as the program runs there is a URL for it, as of `forge forward`. Its
            environment names it, and a token that is none, in FORGEJO_URL, FORGEJO_ACCESS_TOKEN,
            FORGEJO_TOKEN, FORGEJOMCP_SERVER, FORGEJOMCP_TOKEN, FJ_FALLBACK_HOST, GITEA_SERVER_URL,
            GITEA_SERVER_TOKEN, GITEA_HOST and GITEA_ACCESS_TOKEN. Ends as the program ends.

              forge run -- tea issues list --repo OWNER/REPO
            """;

    private HelpPages() {}
}
