package dev.gatehouse.broker.route;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Every operation of Forgejo's API, classified. What is not in it is not a route. Immutable.
public final class Catalogue {
    private static final String RESOURCE = "operations.csv";

    private final Map<String, CatalogueEntry> entries;
    private final List<Operation> operations;

    Catalogue(List<CatalogueEntry> rows) {
        Map<String, CatalogueEntry> byId = new LinkedHashMap<>();
        for (CatalogueEntry row : rows) {
            if (byId.put(row.operation().id(), row) != null) {
                throw new CatalogueException(
                        "the operation " + row.operation().id() + " stands twice in the catalogue");
            }
        }
        entries = byId;
        operations = byId.values().stream().map(CatalogueEntry::operation).toList();
    }

    /// Reads the catalogue this program was built with.
    ///
    /// @throws CatalogueException when one row is not fully classified
    public static Catalogue load() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new CatalogueException(RESOURCE + " is missing beside Catalogue");
            }
            return new Catalogue(
                    CatalogueReader.read(
                            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", unreadable);
        }
    }

    /// @param id Forgejo's `operationId`, case-sensitive
    public Optional<Operation> operation(String id) {
        return Optional.ofNullable(entries.get(id)).map(CatalogueEntry::operation);
    }

    /// In the order of the catalogue: by path, then method.
    public List<Operation> operations() {
        return operations;
    }

    public List<CatalogueEntry> entries() {
        return List.copyOf(entries.values());
    }

    /// All that a grant with this role includes, those of the roles it contains among them.
    public List<Operation> operationsOf(Role role) {
        return operations.stream()
                .filter(operation -> operation.lowestRole().filter(role::contains).isPresent())
                .toList();
    }
}
