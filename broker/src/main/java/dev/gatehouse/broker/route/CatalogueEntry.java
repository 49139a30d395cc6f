package dev.gatehouse.broker.route;

/// An operation with what only people read of it.
///
/// @param tag the chapter of Forgejo's API description
/// @param category the token scope it needs: `repository`, `issue`, ...; `+` all of them, `|` one
/// @param level `read`, `write`, or `none` where no scope is asked for
/// @param since the first Forgejo version that has it, such as `v11`
/// @param note why it is classified as it is, where that surprises; else empty
public record CatalogueEntry(
        Operation operation,
        String tag,
        String category,
        String level,
        String since,
        boolean deprecated,
        String note) {}
