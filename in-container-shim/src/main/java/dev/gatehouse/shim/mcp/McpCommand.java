package dev.gatehouse.shim.mcp;

import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Console;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.console.OneLine;
import dev.gatehouse.shim.endpoint.Endpoint;
import dev.gatehouse.shim.endpoint.NotAnswered;
import dev.gatehouse.shim.exchange.BrokerSocket;
import dev.gatehouse.shim.json.Json;
import dev.gatehouse.shim.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `forge mcp`: is the server for a client that has started it, or lists the tools.
public final class McpCommand {
    private static final int MOST_NAME_CHARS = 200;

    private final BrokerSocket socket;
    private final Console console;

    public McpCommand(BrokerSocket socket, Console console) {
        this.socket = socket;
        this.console = console;
    }

    public ExitCode run(Arguments arguments) throws IOException {
        boolean prints = false;
        boolean json = false;
        String word = arguments.next();
        while (word != null) {
            switch (arguments.isOption() ? word : "") {
                case "--print-tools" -> prints = true;
                case "--json" -> json = true;
                default ->
                        throw Failure.usage("mcp: what is '" + word + "'? See `forge mcp --help`");
            }
            word = arguments.next();
        }
        if (prints) {
            return list(json);
        }
        if (json) {
            throw Failure.usage("mcp: --json is for --print-tools");
        }
        new Bridge(socket, console).run();
        return ExitCode.OK;
    }

    private ExitCode list(boolean json) throws IOException {
        try {
            List<Json> tools = ToolListing.of(new Endpoint(socket));
            console.print(json ? JsonText.of(new Json.Items(tools)) + "\n" : table(tools));
            return ExitCode.OK;
        } catch (NotAnswered trouble) {
            console.tell(String.valueOf(trouble.getMessage()));
            return trouble.exitCode();
        }
    }

    /// Bytes and name, a line for each tool, and the sum.
    private static String table(List<Json> tools) {
        StringBuilder table = new StringBuilder();
        int totalBytes = 0;
        for (Json tool : tools) {
            int bytes = JsonText.of(tool).getBytes(StandardCharsets.UTF_8).length;
            totalBytes += bytes;
            String name = OneLine.of(tool.get("name").asText(), MOST_NAME_CHARS);
            append(table, bytes, name);
        }
        append(table, totalBytes, "bytes in " + tools.size() + " tools");
        return table.toString();
    }

    private static void append(StringBuilder table, int bytes, String what) {
        String digits = Integer.toString(bytes);
        table.append(" ".repeat(Math.max(0, 8 - digits.length())));
        table.append(digits).append("  ").append(what).append('\n');
    }
}
