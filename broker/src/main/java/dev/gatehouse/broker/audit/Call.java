package dev.gatehouse.broker.audit;

import dev.gatehouse.broker.route.Ascii;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.RepositoryName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What was asked for, as far as it was understood. There is no place for a path, a query, a header
/// or a body: the operation says what the call was.
///
/// @param exchange the id of the exchange, as in the `Gatehouse-Exchange` header
/// @param operation Forgejo's `operationId`, a git service, or what is asked of a model or the
///   network; none where no route was found
/// @param refs the refs that the call writes
/// @param fetch what a fetch asks for
/// @param elsewhere what it is about, where it does not go to Forgejo
/// @param door the kind of socket that it came through
public record Call(
        String exchange,
        Optional<String> operation,
        Optional<HttpMethod> method,
        Optional<RepositoryName> repository,
        List<RefUpdate> refs,
        Optional<Fetch> fetch,
        Optional<Elsewhere> elsewhere,
        Door door) {
    /// The kinds of sockets that agents have.
    public enum Door {
        FORGE,
        MODEL,
        EGRESS;

        /// As in the name of the socket: `forge`.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// More refs than this in one call cannot be recorded, so such a call must be refused.
    public static final int MAX_REFS = 512;

    private static final int LONGEST_EXCHANGE = 64;
    private static final int LONGEST_OPERATION = 100;

    /// A call that fetches nothing by git.
    public Call(
            String exchange,
            Optional<String> operation,
            Optional<HttpMethod> method,
            Optional<RepositoryName> repository,
            List<RefUpdate> refs) {
        this(
                exchange,
                operation,
                method,
                repository,
                refs,
                Optional.empty(),
                Optional.empty(),
                Door.FORGE);
    }

    /// A call to a model's API.
    ///
    /// @param model none where no model is named, or none was found
    public static Call ofModel(
            String exchange,
            Optional<String> operation,
            Optional<HttpMethod> method,
            Optional<String> model) {
        return new Call(
                exchange,
                operation,
                method,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                model.map(Elsewhere.Model::new),
                Door.MODEL);
    }

    /// A call to the rest of the network.
    ///
    /// @param destination none where none was understood
    public static Call ofEgress(
            String exchange, String operation, Optional<Elsewhere.Destination> destination) {
        return new Call(
                exchange,
                Optional.of(operation),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                destination.map(found -> found),
                Door.EGRESS);
    }

    public Call {
        refs = List.copyOf(refs);
        if (!isName(exchange, LONGEST_EXCHANGE, "-")) {
            throw new IllegalArgumentException(
                    "an exchange id is 1 to 64 of letters, digits and '-'");
        }
        if (operation.isPresent()
                && (!isName(operation.get(), LONGEST_OPERATION, "._/-")
                        || !Character.isLetter(operation.get().charAt(0)))) {
            throw new IllegalArgumentException(
                    "an operation is 1 to 100 of letters, digits, '.', '_', '/' and '-'");
        }
        if (refs.size() > MAX_REFS) {
            throw new IllegalArgumentException(
                    "a call writes at most " + MAX_REFS + " refs, not " + refs.size());
        }
    }

    private static boolean isName(String text, int longest, String signs) {
        return !text.isEmpty() && text.length() <= longest && Ascii.isAll(text, signs);
    }
}
