package dev.gatehouse.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the command line asks for.
///
/// @param names of the trials
record Options(List<String> names, boolean quick, Path out) {
    Options {
        names = List.copyOf(names);
    }

    /// @param known the trials there are; all of them where none is named
    /// @throws IllegalArgumentException with words for whoever typed it
    static Options of(List<String> arguments, List<String> known) {
        List<String> names = new ArrayList<>();
        boolean quick = false;
        Path out = Path.of("dist", "bench");
        for (int at = 0; at < arguments.size(); at++) {
            String argument = arguments.get(at);
            if (argument.equals("--quick")) {
                quick = true;
            } else if (argument.equals("--out") && at + 1 < arguments.size()) {
                out = Path.of(arguments.get(++at));
            } else if (known.contains(argument)) {
                names.add(argument);
            } else {
                throw new IllegalArgumentException(
                        "there is nothing named "
                                + argument
                                + "; there are "
                                + String.join(", ", known)
                                + ", --quick and --out DIR");
            }
        }
        return new Options(names.isEmpty() ? known : names, quick, out);
    }
}
