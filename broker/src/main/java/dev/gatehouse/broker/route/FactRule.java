package dev.gatehouse.broker.route;

/// Where one fact of a call is found: `commit-branch=body.branch` in the catalogue.
///
/// @param name a path parameter, a query parameter, a body field (`files[].path` for one in a
///   list), or the value itself where the source is [Source#CONSTANT]
public record FactRule(FactKind kind, Source source, String name) {
    /// The part of a request that holds a fact.
    public enum Source {
        PATH,
        QUERY,
        BODY,
        CONSTANT
    }
}
