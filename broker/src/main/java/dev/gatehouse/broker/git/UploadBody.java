package dev.gatehouse.broker.git;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The lines of an upload-pack request: gitprotocol-pack for versions 0 and 1, gitprotocol-v2 for
/// 2. Arguments that only say how to answer pass unread.
final class UploadBody {
    private static final Set<String> COMMANDS = Set.of("ls-refs", "fetch", "object-info");
    private static final String COMMAND = "command=";
    private static final int MAX_FILTER_CHARACTERS = 256;

    private final List<String> wants = new ArrayList<>();
    private int wantCount;
    private int haveCount;
    private Optional<String> filter = Optional.empty();
    private OptionalInt depth = OptionalInt.empty();
    private Optional<String> command = Optional.empty();
    private boolean inArguments;
    private boolean ended;

    UploadRequest read(byte[] body) throws NotGit {
        PacketReader packets = new PacketReader();
        ByteBuffer in = ByteBuffer.wrap(body);
        boolean first = true;
        while (in.hasRemaining()) {
            Optional<Packet> packet = packets.next(in);
            if (packet.isEmpty()) {
                throw new NotGit("it ends within a packet");
            }
            if (ended) {
                throw new NotGit("there is more behind its end");
            }
            take(packet.get(), first);
            first = false;
        }
        if (first || (command.isPresent() && !ended)) {
            throw new NotGit("it ends too early");
        }
        return new UploadRequest(
                command.orElse("fetch"), wants, wantCount, haveCount, filter, depth);
    }

    private void take(Packet packet, boolean first) throws NotGit {
        switch (packet) {
            case Packet.Flush() -> ended = command.isPresent();
            case Packet.Delimiter() -> {
                if (command.isEmpty() || inArguments) {
                    throw new NotGit("there is a delimiter in a place without arguments behind it");
                }
                inArguments = true;
            }
            case Packet.Line line -> {
                String text = Text.of(line.chomped());
                if (text.chars().anyMatch(character -> character == 0)) {
                    throw new NotGit("a line holds a NUL");
                }
                if (first && text.startsWith(COMMAND)) {
                    command(text.substring(COMMAND.length()));
                } else if (command.isEmpty() || inArguments) {
                    argument(text);
                } else if (text.startsWith(COMMAND)) {
                    throw new NotGit("it has two commands");
                }
            }
        }
    }

    private void command(String name) throws NotGit {
        if (!COMMANDS.contains(name)) {
            throw new NotGit("its command is none of ls-refs, fetch and object-info");
        }
        command = Optional.of(name);
    }

    private void argument(String text) throws NotGit {
        String[] words = text.split(" ", 3);
        String value = words.length > 1 ? words[1] : "";
        switch (words[0]) {
            case "want" -> want(id(value));
            case "want-ref" -> want(ref(value));
            case "have" -> {
                id(value);
                haveCount++;
            }
            case "shallow", "oid" -> id(value);
            case "deepen" -> depth = OptionalInt.of(commits(value));
            case "filter" -> filter = Optional.of(specification(text.substring(words[0].length())));
            default -> {
                if (command.isEmpty()
                        && !Set.of("done", "deepen-since", "deepen-not").contains(words[0])) {
                    throw new NotGit("it has a line that is none of versions 0 and 1");
                }
            }
        }
    }

    private void want(String wanted) {
        wantCount++;
        if (wants.size() < UploadRequest.MAX_WANTS) {
            wants.add(wanted);
        }
    }

    private static String id(String text) throws NotGit {
        if (ObjectFormat.ofIdLength(text.length()).filter(format -> format.isId(text)).isEmpty()) {
            throw new NotGit("an object id is not 40 or 64 lower-case hex digits");
        }
        return text;
    }

    private static String ref(String name) throws NotGit {
        Optional<String> problem = name.equals("HEAD") ? Optional.empty() : RefName.problem(name);
        if (problem.isPresent()) {
            throw new NotGit("the name of a ref " + problem.get());
        }
        return name;
    }

    private static int commits(String text) throws NotGit {
        if (!text.matches("[0-9]{1,10}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new NotGit("a depth is not a number of commits");
        }
        return Integer.parseInt(text);
    }

    private static String specification(String text) throws NotGit {
        String specification = text.strip();
        if (!specification.matches("[!-~]{1," + MAX_FILTER_CHARACTERS + "}")) {
            throw new NotGit(
                    "a filter is not 1 to " + MAX_FILTER_CHARACTERS + " characters of ASCII");
        }
        return specification;
    }
}
