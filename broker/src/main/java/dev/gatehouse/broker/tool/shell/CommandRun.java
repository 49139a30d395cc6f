package dev.gatehouse.broker.tool.shell;

import dev.gatehouse.broker.line.ForgeLine;
import dev.gatehouse.broker.own.OwnCall;
import dev.gatehouse.broker.own.OwnReply;
import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.tool.Permissions;
import dev.gatehouse.broker.tool.Printer;
import dev.gatehouse.broker.tool.Remotes;
import dev.gatehouse.broker.tool.Setting;
import dev.gatehouse.broker.tool.Step;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.ToolUse;
import dev.gatehouse.broker.tool.Toolbox;
import dev.gatehouse.protocol.ExitCode;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// One command from its words to its exit status.
final class CommandRun implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandRun.class);

    private final Permissions permissions;
    private final CommandWords words;
    private final OwnCall call;
    private final CommandRequest request;
    private final OwnReply reply;
    private final Setting setting;
    private @Nullable Frames frames;

    CommandRun(
            Toolbox tools,
            Permissions permissions,
            String forgeUrl,
            Instant now,
            OwnCall call,
            CommandRequest request,
            OwnReply reply) {
        this.permissions = permissions;
        this.call = call;
        this.request = request;
        this.reply = reply;
        this.setting = new Setting(call.agent().account().value(), forgeUrl, request.branch(), now);
        this.words =
                new CommandWords(tools, permissions, call.agent().name(), setting, request.width());
    }

    @Override
    public void run() {
        try {
            switch (words.understand(request.arguments())) {
                case CommandWords.Meaning.Page(String text) -> {
                    frames().output(text);
                    frames().exit(ExitCode.OK.status());
                }
                case CommandWords.Meaning.Wrong(String problem) ->
                        failed(ToolFailure.usage(problem));
                case CommandWords.Meaning.Use(Parsed parsed) -> use(parsed);
            }
        } catch (IOException gone) {
            LOG.debug("agent {} does not wait for its command any more", call.agent().name(), gone);
        } catch (RuntimeException | Error fault) {
            LOG.error("a command of agent {} failed", call.agent().name(), fault);
            reply.refuse(
                    new Refusal(
                            RefusalCode.UPSTREAM_UNREACHABLE,
                            "command",
                            "the broker could not run the command",
                            "the operator finds the cause in the broker's log"));
        }
    }

    private void use(Parsed parsed) throws IOException {
        try {
            Optional<RepositoryName> repository = repository(parsed);
            Optional<Refusal> refusal =
                    permissions.refusal(call.agent().name(), parsed.tool(), repository);
            if (refusal.isPresent()) {
                reply.refuse(refusal.get());
                return;
            }
            List<String> missing =
                    parsed.files().stream()
                            .filter(name -> !request.inputs().containsKey(name))
                            .toList();
            if (!missing.isEmpty()) {
                frames().wanted(missing);
                return;
            }
            ToolUse use =
                    new ToolUse(
                            parsed.tool(), repository, parsed.arguments(request.inputs()), setting);
            try (ForgeLine line = call.lines().get()) {
                show(parsed, use.run(line, this::tell));
            }
        } catch (ToolFailure failure) {
            failed(failure);
        }
    }

    /// Progress goes to standard error, and where it does not arrive, nobody misses it.
    private void tell(String text) {
        try {
            frames().error(Printer.clean(text).strip() + "\n");
        } catch (IOException gone) {
            Thread.currentThread().interrupt();
        }
    }

    private Frames frames() {
        Frames begun = frames;
        if (begun == null) {
            begun = new Frames(reply);
            frames = begun;
        }
        return begun;
    }

    private Optional<RepositoryName> repository(Parsed parsed) throws ToolFailure {
        if (!parsed.tool().ofRepository()) {
            return Optional.empty();
        }
        Optional<String> named = parsed.repository();
        if (named.isPresent()) {
            return Optional.of(Remotes.named(named.get()));
        }
        Optional<RepositoryName> current = Remotes.current(request.remotes());
        if (current.isEmpty()) {
            throw ToolFailure.usage(
                    "which repository? Give -R OWNER/REPO, or stand in a clone of it");
        }
        return current;
    }

    private void show(Parsed parsed, ToolResult result) throws IOException, ToolFailure {
        String text = text(parsed, result);
        frames().output(text);
        if (result.note().isPresent()) {
            frames().error("note: " + Printer.clean(result.note().get()) + "\n");
        }
        for (Step step : result.steps()) {
            frames().step(step);
        }
        frames().exit(ExitCode.OK.status());
    }

    private String text(Parsed parsed, ToolResult result) throws ToolFailure {
        if (parsed.wantsPage()) {
            return result.page()
                            .orElseThrow(() ->
                                    ToolFailure.usage(
                                            "'" + parsed.tool().name() + "' has no page to show"))
                    + "\n";
        }
        if (parsed.fields().isEmpty()) {
            return new Printer(request.width(), request.colour()).print(result.view());
        }
        JsonNode data = Selection.of(result.data(), parsed.fields().get());
        return (request.width().isPresent() ? data.toPrettyString() : data.toString()) + "\n";
    }

    private void failed(ToolFailure failure) throws IOException {
        frames().error("forge: " + Printer.clean(failure.text()).strip() + "\n");
        frames().exit(failure.exit().status());
    }
}
