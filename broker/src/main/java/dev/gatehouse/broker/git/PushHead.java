package dev.gatehouse.broker.git;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The lines of a push's head as they come (gitprotocol-pack, "Reference Update Request"). Where
/// receive-pack would take capabilities from any command's line, only the first may have them here.
final class PushHead {
    private static final String SHALLOW = "shallow ";

    private final List<RefCommand> commands = new ArrayList<>();
    private final List<String> capabilities = new ArrayList<>();
    private final List<String> shallow = new ArrayList<>();
    private final List<String> options = new ArrayList<>();

    void command(Packet.Line packet) throws NotGit {
        String line = Text.of(packet.chomped());
        if (line.startsWith(SHALLOW)) {
            shallow(line.substring(SHALLOW.length()));
            return;
        }
        int nul = line.indexOf('\0');
        String command = nul < 0 ? line : line.substring(0, nul);
        if (command.equals("push-cert")) {
            throw new NotGit("signed pushes do not pass; push without --signed");
        }
        if (nul >= 0 && !commands.isEmpty()) {
            throw new NotGit("there are capabilities behind a later command than the first");
        }
        if (commands.size() == PushRequest.MAX_COMMANDS) {
            throw new NotGit(
                    "there are more than "
                            + PushRequest.MAX_COMMANDS
                            + " commands; push fewer refs at once");
        }
        commands.add(refCommand(command));
        if (nul >= 0) {
            capabilities(line.substring(nul + 1));
        }
    }

    void option(Packet.Line packet) throws NotGit {
        if (options.size() == PushRequest.MAX_OPTIONS) {
            throw new NotGit("there are more than " + PushRequest.MAX_OPTIONS + " push options");
        }
        options.add(Text.of(packet.chomped()));
    }

    boolean hasOptions() {
        return capabilities.contains(PushRequest.PUSH_OPTIONS);
    }

    PushRequest finished() throws NotGit {
        ObjectFormat format =
                commands.stream()
                        .findFirst()
                        .flatMap(command -> ObjectFormat.ofIdLength(command.newId().length()))
                        .orElse(ObjectFormat.SHA1);
        Optional<String> problem =
                PushRules.problem(commands, capabilities, shallow, options, format);
        if (problem.isPresent()) {
            throw new NotGit(problem.get());
        }
        return new PushRequest(commands, capabilities, shallow, options, format);
    }

    private void shallow(String id) throws NotGit {
        if (!commands.isEmpty()) {
            throw new NotGit("there is a shallow line behind a command");
        }
        shallow.add(id);
    }

    private void capabilities(String text) {
        for (String word : text.split(" ", -1)) {
            if (!word.isEmpty()) {
                capabilities.add(word);
            }
        }
    }

    private static RefCommand refCommand(String line) throws NotGit {
        String[] words = line.split(" ", 3);
        if (words.length < 3) {
            throw new NotGit("a command is not OLD-ID NEW-ID REF");
        }
        Optional<ObjectFormat> format = ObjectFormat.ofIdLength(words[0].length());
        if (format.isEmpty() || !format.get().isId(words[0]) || !format.get().isId(words[1])) {
            throw new NotGit(
                    "a command's object ids are not 40 or 64 lower-case hex digits, both alike");
        }
        Optional<String> problem = RefName.problem(words[2]);
        if (problem.isPresent()) {
            throw new NotGit("the name of a ref " + problem.get());
        }
        return new RefCommand(words[2], words[0], words[1]);
    }
}
