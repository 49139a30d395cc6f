package dev.gatehouse.broker.audit;

import java.util.regex.Pattern;

/// What a call is about that does not go to Forgejo.
public sealed interface Elsewhere {
    /// A model, by the name the agent gave it.
    record Model(String name) implements Elsewhere {
        private static final Pattern SHAPE =
                Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@\\[\\]-]{0,127}");

        public Model {
            if (!isName(name)) {
                throw new IllegalArgumentException(
                        "a model's name is 1 to 128 of letters, digits and ._:/@[]-");
            }
        }

        /// Whether a text can be a model's name.
        public static boolean isName(String text) {
            return SHAPE.matcher(text).matches();
        }
    }

    /// A host of the network, by its name in lower case or its address.
    record Destination(String host, int port) implements Elsewhere {
        private static final Pattern SHAPE = Pattern.compile("[a-z0-9.:-]{1,253}");

        public Destination {
            if (!SHAPE.matcher(host).matches() || port < 1 || port > 65_535) {
                throw new IllegalArgumentException(
                        "a destination is a host's name in lower case, or an address, and a port");
            }
        }
    }
}
