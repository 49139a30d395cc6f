package dev.gatehouse.broker.route;

import static dev.gatehouse.broker.route.UnroutableException.malformed;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A query, reduced to what an operation declares.
///
/// @param kept declared parameters in the caller's order
/// @param dropped names that the operation does not declare
public record QueryString(List<QueryParameter> kept, List<String> dropped) {
    /// A dropped name is told back in a header.
    private static final int LONGEST_NAME = 64;

    public QueryString {
        kept = List.copyOf(kept);
        dropped = List.copyOf(dropped);
    }

    public static QueryString read(String raw, Set<String> declared, Set<String> repeatable)
            throws UnroutableException {
        if (raw.indexOf(';') >= 0) {
            throw malformed(
                    "the query holds ';'", "separate parameters by '&', write %3B in values");
        }
        List<QueryParameter> kept = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String pair : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            QueryParameter parameter = parameter(pair);
            if (!declared.contains(parameter.name())) {
                dropped.add(parameter.name());
                continue;
            }
            if (!seen.add(parameter.name()) && !repeatable.contains(parameter.name())) {
                throw malformed(
                        "the query parameter '" + parameter.name() + "' is given twice",
                        "give it once");
            }
            kept.add(parameter);
        }
        return new QueryString(kept, dropped);
    }

    private static QueryParameter parameter(String pair) throws UnroutableException {
        int equals = pair.indexOf('=');
        String name =
                PercentCoding.decodeQuery(
                        equals < 0 ? pair : pair.substring(0, equals), "a query parameter's name");
        if (name.isEmpty() || name.length() > LONGEST_NAME || !Ascii.isAll(name, "._[]-")) {
            throw malformed(
                    "a query parameter's name is not of A-Za-z0-9._[]-",
                    "percent-encode '&' in values as %26");
        }
        if (OperationRules.CREDENTIAL_PARAMETERS.contains(name.toLowerCase(Locale.ROOT))) {
            throw malformed(
                    "the query parameter '" + name + "' would choose a credential or a user",
                    "remove it: the broker lends the credential, agents never send one");
        }
        return new QueryParameter(
                name,
                equals < 0
                        ? ""
                        : PercentCoding.decodeQuery(
                                pair.substring(equals + 1), "the query parameter '" + name + "'"));
    }

    QueryString with(QueryParameter parameter) {
        List<QueryParameter> more = new ArrayList<>(kept);
        more.add(parameter);
        return new QueryString(more, dropped);
    }

    boolean has(String name) {
        return kept.stream().anyMatch(parameter -> parameter.name().equals(name));
    }

    /// With the leading `?`, or empty.
    public String encoded() {
        return kept.isEmpty()
                ? ""
                : kept.stream()
                        .map(parameter ->
                                PercentCoding.encode(parameter.name())
                                        + "="
                                        + PercentCoding.encode(parameter.value()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
