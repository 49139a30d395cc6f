package dev.gatehouse.broker.route;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Reads the catalogue's rows; the first one that is not fully and soundly classified ends it. The
/// format is our own: comma between cells, space between the words of a cell, no quotes.
final class CatalogueReader {
    private static final List<String> COLUMNS =
            List.of(
                    ("method,path,operationId,tag,category,level,repository_scoped,risks,effects,role,"
                                    + "query,body,body_fields,facts,multi_segment_parameter,parameters,"
                                    + "since,deprecated,note")
                            .split(","));

    private final int line;
    private final Map<String, String> cells = new LinkedHashMap<>();

    private CatalogueReader(int line, String row) {
        this.line = line;
        if (row.indexOf('"') >= 0) {
            throw problem("quotes are not part of this format");
        }
        String[] values = row.split(",", -1);
        if (values.length != COLUMNS.size()) {
            throw problem(values.length + " cells instead of " + COLUMNS.size());
        }
        for (int at = 0; at < values.length; at++) {
            cells.put(COLUMNS.get(at), values[at]);
        }
    }

    static List<CatalogueEntry> read(BufferedReader in) throws IOException {
        List<CatalogueEntry> entries = new ArrayList<>();
        boolean headed = false;
        int line = 0;
        for (String row = in.readLine(); row != null; row = in.readLine()) {
            line++;
            if (row.startsWith("#")) {
                continue;
            }
            if (headed) {
                entries.add(new CatalogueReader(line, row).entry());
            } else if (!Arrays.asList(row.split(",", -1)).equals(COLUMNS)) {
                throw new CatalogueException(line, "the columns are not " + COLUMNS);
            } else {
                headed = true;
            }
        }
        return entries;
    }

    private CatalogueEntry entry() {
        Operation operation = operation();
        new OperationRules(operation).firstBroken().ifPresent(broken -> fail(broken));
        return new CatalogueEntry(
                operation,
                filled("tag"),
                filled("category"),
                oneOf("level", "none", "read", "write"),
                filled("since"),
                flag("deprecated"),
                cell("note"));
    }

    private Operation operation() {
        Set<String> query = new LinkedHashSet<>();
        Set<String> repeatable = new LinkedHashSet<>();
        for (String word : words("query")) {
            String name = word.endsWith("[]") ? word.substring(0, word.length() - 2) : word;
            query.add(name);
            if (!name.equals(word)) {
                repeatable.add(name);
            }
        }
        return new Operation(
                filled("operationId"),
                HttpMethod.of(cell("method")).orElseThrow(() -> unknown("method", cell("method"))),
                filled("path"),
                flag("repository_scoped"),
                set("risks", Risk::ofWord),
                set("effects", Effect::ofWord),
                optional("role").map(word -> known("role", word, Role::ofWord)),
                query,
                known("body", cell("body"), CatalogueReader::bodyKind),
                new LinkedHashSet<>(words("body_fields")),
                words("facts").stream().map(this::fact).toList(),
                optional("multi_segment_parameter"),
                repeatable,
                parameterKinds());
    }

    /// `kind=source.name`; the name may hold dots and equal signs itself.
    private FactRule fact(String word) {
        int equals = word.indexOf('=');
        int dot = word.indexOf('.', equals + 1);
        if (equals < 0 || dot < 0) {
            throw problem("'" + word + "' is not KIND=SOURCE.NAME");
        }
        return new FactRule(
                known("facts", word.substring(0, equals), FactKind::ofWord),
                known("facts", word.substring(equals + 1, dot), CatalogueReader::source),
                word.substring(dot + 1));
    }

    private Map<String, ParameterKind> parameterKinds() {
        Map<String, ParameterKind> kinds = new LinkedHashMap<>();
        for (String word : words("parameters")) {
            int colon = word.indexOf(':');
            if (colon < 0) {
                throw problem("'" + word + "' is not NAME:KIND");
            }
            kinds.put(
                    word.substring(0, colon),
                    known("parameters", word.substring(colon + 1), ParameterKind::ofWord));
        }
        return kinds;
    }

    private static Optional<BodyKind> bodyKind(String word) {
        return Arrays.stream(BodyKind.values()).filter(kind -> is(kind, word)).findFirst();
    }

    private static Optional<FactRule.Source> source(String word) {
        return Arrays.stream(FactRule.Source.values())
                .filter(source -> is(source, word))
                .findFirst();
    }

    private static boolean is(Enum<?> constant, String word) {
        return constant.name().toLowerCase(Locale.ROOT).equals(word);
    }

    private <T> Set<T> set(String column, Function<String, Optional<T>> ofWord) {
        Set<T> set = new LinkedHashSet<>();
        for (String word : words(column)) {
            set.add(known(column, word, ofWord));
        }
        return set;
    }

    private <T> T known(String column, String word, Function<String, Optional<T>> ofWord) {
        return ofWord.apply(word).orElseThrow(() -> unknown(column, word));
    }

    private boolean flag(String column) {
        return oneOf(column, "y", "n").equals("y");
    }

    private String oneOf(String column, String... allowed) {
        String value = cell(column);
        if (!Arrays.asList(allowed).contains(value)) {
            throw unknown(column, value);
        }
        return value;
    }

    private String filled(String column) {
        return optional(column).orElseThrow(() -> problem("no " + column));
    }

    private Optional<String> optional(String column) {
        return Optional.of(cell(column)).filter(value -> !value.isEmpty());
    }

    private List<String> words(String column) {
        return optional(column).map(value -> List.of(value.split(" "))).orElse(List.of());
    }

    private String cell(String column) {
        return cells.getOrDefault(column, "");
    }

    private CatalogueException unknown(String column, String word) {
        return problem("'" + word + "' is not a word of the column " + column);
    }

    private void fail(String detail) {
        throw problem(detail);
    }

    private CatalogueException problem(String detail) {
        return new CatalogueException(line, detail);
    }
}
