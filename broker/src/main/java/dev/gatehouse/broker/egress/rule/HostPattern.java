package dev.gatehouse.broker.egress.rule;

/// Hosts that an agent may reach, as the configuration has them: one host, or all names below a
/// suffix.
public sealed interface HostPattern extends PatternReading {
    /// This very name or address.
    record Exact(Host host) implements HostPattern {
        @Override
        public String text() {
            return host.text();
        }

        @Override
        public boolean matches(Host asked) {
            return host.equals(asked);
        }
    }

    /// Every name below the suffix, at any depth, but not the suffix itself.
    ///
    /// @param suffix without the dot before it
    record Below(Host.Name suffix) implements HostPattern {
        @Override
        public String text() {
            return WILDCARD + suffix.text();
        }

        @Override
        public boolean matches(Host asked) {
            return asked instanceof Host.Name(String name) && name.endsWith("." + suffix.text());
        }
    }

    String WILDCARD = "*.";

    /// As it stands in the configuration.
    String text();

    boolean matches(Host asked);

    static PatternReading read(String text) {
        if (text.contains("://") || text.indexOf('/') >= 0) {
            return new NoPattern("is not a host's name", "write the name only: no scheme, no path");
        }
        if (text.chars().anyMatch(c -> c >= 'A' && c <= 'Z')) {
            return new NoPattern("has capital letters", "write it in lower case");
        }
        if (text.chars().anyMatch(c -> c > 0x7e)) {
            return new NoPattern(
                    "has letters outside ASCII", "write the name as DNS has it: xn--...");
        }
        return text.startsWith(WILDCARD) ? below(text.substring(WILDCARD.length())) : exact(text);
    }

    private static PatternReading below(String suffix) {
        return switch (Host.readBare(suffix)) {
            case Host.Name name when name.text().indexOf('.') >= 0 -> new Below(name);
            case Host.Name _ ->
                    new NoPattern(
                            "covers a whole top-level domain",
                            "give the suffix at least two labels, such as *.example.org");
            case Host.Literal _ ->
                    new NoPattern("is no suffix of names", "write an address without '*.'");
            case NoHost no -> noHost(no);
        };
    }

    private static PatternReading exact(String text) {
        if (text.indexOf('*') >= 0) {
            return new NoPattern(
                    "has a '*' that is not the first label",
                    "name the host, or write *. before a suffix of at least two labels");
        }
        return switch (Host.readBare(text)) {
            case Host host -> new Exact(host);
            case NoHost _
                    when text.matches(".*:[0-9]+") && text.indexOf(':') == text.lastIndexOf(':') ->
                    new NoPattern("names a port", "list the port under 'ports'");
            case NoHost no -> noHost(no);
        };
    }

    private static NoPattern noHost(NoHost no) {
        return new NoPattern("is " + no.problem(), "write one such as registry.example.org");
    }
}
