package dev.gatehouse.shim.git;

import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.ask.Question;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.exchange.Request;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `forge git-config`: prints what `/etc/gitconfig` needs, so that git takes the forge's ordinary
/// URLs to the broker. Without a URL it asks the broker which forge it is.
public final class GitConfigCommand {
    private final BrokerSocket socket;
    private final Console console;

    public GitConfigCommand(BrokerSocket socket, Console console) {
        this.socket = socket;
        this.console = console;
    }

    public ExitCode run(Arguments arguments) throws IOException {
        List<ForgeUrl> urls = new ArrayList<>();
        String name = arguments.next();
        while (name != null) {
            if (!name.equals("--forge-url")) {
                throw Failure.usage(
                        "unknown argument '" + name + "'; see `forge git-config --help`");
            }
            urls.add(ForgeUrl.parse(arguments.value()));
            name = arguments.next();
        }
        if (urls.isEmpty()) {
            Question whoami = Question.ask(socket, Request.get(BrokerPaths.WHOAMI), console);
            if (whoami.exit() != ExitCode.OK) {
                return whoami.exit();
            }
            urls.add(ForgeUrl.parse(whoami.document().get("forge").asText()));
        }
        console.print(filled(template(), urls));
        return ExitCode.OK;
    }

    /// The lines with a place to fill in are repeated for each URL.
    private static String filled(String template, List<ForgeUrl> urls) {
        StringBuilder text = new StringBuilder(template.length() * 2);
        StringBuilder places = new StringBuilder();
        for (String line : template.split("(?<=\n)", -1)) {
            if (line.contains("@URL@") || line.contains("@HOST@")) {
                places.append(line);
                continue;
            }
            for (int i = 0; i < urls.size() && !places.isEmpty(); i++) {
                ForgeUrl url = urls.get(i);
                text.append(
                        places.toString()
                                .replace("@URL@", url.root())
                                .replace("@HOST@", url.host()));
            }
            places.setLength(0);
            text.append(line);
        }
        return text.toString();
    }

    private static String template() throws IOException {
        try (InputStream file = GitConfigCommand.class.getResourceAsStream("gitconfig")) {
            if (file == null) {
                throw Failure.usage("this build has no gitconfig: install the packaged forge");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
