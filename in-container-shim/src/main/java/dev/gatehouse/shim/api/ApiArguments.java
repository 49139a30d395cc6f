package dev.gatehouse.shim.api;

import dev.gatehouse.shim.console.Arguments;
import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.exchange.Header;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What `forge api` was asked to do.
///
/// @param method as given with `-X`; null where the fields decide
/// @param fields `-f` and `-F`, in the order given
/// @param forms `--form`, in the order given
/// @param input a file, or `-`; null for none
record ApiArguments(
        @Nullable String method,
        String path,
        List<Field> fields,
        List<Field> forms,
        @Nullable String input,
        List<Header> headers,
        boolean paginate,
        boolean include) {

    static ApiArguments parse(Arguments arguments) throws Failure {
        Builder builder = new Builder();
        String name = arguments.next();
        while (name != null) {
            builder.take(name, arguments);
            name = arguments.next();
        }
        return builder.build();
    }

    /// The method to use: `POST` as soon as there is something to send.
    String effectiveMethod() {
        if (method != null) {
            return method;
        }
        boolean sends = !fields.isEmpty() || !forms.isEmpty() || input != null;
        return sends ? "POST" : "GET";
    }

    private static final class Builder {
        private @Nullable String method;
        private @Nullable String path;
        private @Nullable String input;
        private final List<Field> fields = new ArrayList<>();
        private final List<Field> forms = new ArrayList<>();
        private final List<Header> headers = new ArrayList<>();
        private boolean paginate;
        private boolean include;

        void take(String name, Arguments arguments) throws Failure {
            if (!arguments.isOption()) {
                takePath(name);
                return;
            }
            switch (name) {
                case "-X", "--method" -> method = method(arguments.value());
                case "-f", "--raw-field" ->
                        fields.add(Field.parse(arguments.value(), Field.Kind.RAW, "-f"));
                case "-F", "--field" ->
                        fields.add(Field.parse(arguments.value(), Field.Kind.TYPED, "-F"));
                case "--form" -> forms.add(Field.parse(arguments.value(), Field.Kind.FORM, name));
                case "--input" -> input = arguments.value();
                case "-H", "--header" -> headers.add(OwnHeaders.check(arguments.value()));
                case "--paginate" -> paginate = true;
                case "-i", "--include" -> include = true;
                default ->
                        throw Failure.usage(
                                "unknown option '" + name + "'; see `forge api --help`");
            }
        }

        private void takePath(String operand) throws Failure {
            if (path != null) {
                throw Failure.usage(
                        "one PATH only: '" + path + "' or '" + operand + "'? Quote blanks");
            }
            path = ApiPath.target(operand);
        }

        private static String method(String text) throws Failure {
            String method = text.toUpperCase(Locale.ROOT);
            for (int i = 0; i < method.length(); i++) {
                if (method.charAt(i) < 'A' || method.charAt(i) > 'Z') {
                    throw Failure.usage("not a method: '" + text + "'; write -X GET, POST, ...");
                }
            }
            if (method.isEmpty()) {
                throw Failure.usage("-X needs a method, as in -X GET");
            }
            return method;
        }

        ApiArguments build() throws Failure {
            if (path == null) {
                throw Failure.usage("which PATH? As in: forge api repos/OWNER/REPO/pulls");
            }
            if (input != null && !forms.isEmpty()) {
                throw Failure.usage("--input and --form are two bodies: give one of them");
            }
            ApiArguments built =
                    new ApiArguments(
                            method, path, fields, forms, input, headers, paginate, include);
            if (paginate && !built.effectiveMethod().equals("GET")) {
                throw Failure.usage("--paginate is for GET: add -X GET, or leave it out");
            }
            return built;
        }
    }
}
