package dev.gatehouse.broker.git;

import java.util.List;
import java.util.Set;

/// The head of a `git-receive-pack` request: all that stands before the pack.
///
/// @param commands none: the probe (`0000`) by which git finds out whether it may push
/// @param capabilities as the client said them, at most one of a name
/// @param shallow ids of commits whose parents the client does not have
/// @param options of `git push -o`; only with the capability `push-options`
public record PushRequest(
        List<RefCommand> commands,
        List<String> capabilities,
        List<String> shallow,
        List<String> options,
        ObjectFormat format) {
    /// More refs than this the audit log cannot hold in one record.
    public static final int MAX_COMMANDS = 512;

    static final int MAX_OPTIONS = 32;
    static final int MAX_OPTION_BYTES = 4096;
    static final String OBJECT_FORMAT = "object-format=";
    static final String PUSH_OPTIONS = "push-options";

    private static final Set<String> KNOWN =
            Set.of(
                    "report-status",
                    "report-status-v2",
                    "side-band-64k",
                    "quiet",
                    "atomic",
                    "delete-refs",
                    "ofs-delta",
                    PUSH_OPTIONS);
    private static final List<String> KNOWN_WITH_VALUE = List.of(OBJECT_FORMAT, "agent=");

    public PushRequest {
        commands = List.copyOf(commands);
        capabilities = List.copyOf(capabilities);
        shallow = List.copyOf(shallow);
        options = List.copyOf(options);
        PushRules.problem(commands, capabilities, shallow, options, format)
                .ifPresent(problem -> {
                    throw new IllegalArgumentException(problem);
                });
    }

    public boolean isProbe() {
        return commands.isEmpty();
    }

    /// Whether a pack follows. Where none follows, nothing may follow.
    public boolean hasPack() {
        return commands.stream().anyMatch(command -> !command.isDelete());
    }

    /// Whether the client said exactly this word.
    public boolean speaks(String capability) {
        return capabilities.contains(capability);
    }

    /// Written anew from what was understood. Capabilities that the broker does not know stay
    /// behind, so that nothing is agreed upon over its head.
    public byte[] encode() {
        PacketWriter out = new PacketWriter();
        shallow.forEach(id -> out.line("shallow " + id));
        List<String> passed = capabilities.stream().filter(PushRequest::isKnown).toList();
        for (int i = 0; i < commands.size(); i++) {
            RefCommand command = commands.get(i);
            String line = command.oldId() + " " + command.newId() + " " + command.ref();
            out.line(i == 0 && !passed.isEmpty() ? line + "\0" + String.join(" ", passed) : line);
        }
        out.flush();
        if (speaks(PUSH_OPTIONS)) {
            options.forEach(out::line);
            out.flush();
        }
        return out.bytes();
    }

    private static boolean isKnown(String capability) {
        return KNOWN.contains(capability)
                || KNOWN_WITH_VALUE.stream().anyMatch(capability::startsWith);
    }
}
