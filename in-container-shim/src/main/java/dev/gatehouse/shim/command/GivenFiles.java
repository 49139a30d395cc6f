package dev.gatehouse.shim.command;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.console.OneLine;
import java.nio.file.Path;
import java.util.List;

/// Which files a command may touch: it reads those only that its arguments name, and writes to no
/// directory but this one and those. The forge's side of a command is written by others, and the
/// name of an attachment is.
record GivenFiles(List<String> arguments) {
    void checkRead(String file) throws Failure {
        boolean mentioned = file.equals("-");
        for (int i = 0; i < arguments.size(); i++) {
            mentioned |= arguments.get(i).contains(file);
        }
        if (!mentioned) {
            throw refused(file, "asks for a file that was not given");
        }
    }

    void checkWrite(String file) throws Failure {
        Path path = Path.of(file);
        boolean stays = !path.isAbsolute() && !leads(path, "..");
        if (!stays && !isGiven(file) && !isInGivenDirectory(path)) {
            throw refused(file, "writes where it was not told to");
        }
    }

    private boolean isInGivenDirectory(Path path) {
        Path directory = path.getParent();
        return directory != null && !path.endsWith("..") && isGiven(directory.toString());
    }

    private static boolean leads(Path path, String segment) {
        for (int i = 0; i < path.getNameCount(); i++) {
            if (path.getName(i).toString().equals(segment)) {
                return true;
            }
        }
        return false;
    }

    /// As an argument, or as the value of an option: `--dir=NAME`, `-DNAME`.
    private boolean isGiven(String name) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            boolean slash = argument.endsWith("/") && argument.length() > name.length();
            String text = slash ? argument.substring(0, argument.length() - 1) : argument;
            int before = text.endsWith(name) ? text.length() - name.length() : -1;
            boolean isShort = before == 2 && text.startsWith("-");
            if (before == 0 || isShort || (before > 0 && text.charAt(before - 1) == '=')) {
                return true;
            }
        }
        return false;
    }

    private static Failure refused(String file, String what) {
        return FrameReader.broken(what + " ('" + OneLine.of(file, 200) + "')");
    }
}
