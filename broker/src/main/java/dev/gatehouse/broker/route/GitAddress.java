package dev.gatehouse.broker.route;

/// A git repository as its URL has it: a repository's own, or its wiki, which is another one with
/// refs and rights of its own.
public record GitAddress(RepositoryName repository, boolean wiki) {
    /// `/{owner}/{name}.git`, or `/{owner}/{name}.wiki.git`.
    public String path() {
        return "/" + repository + (wiki ? ".wiki" : "") + ".git";
    }

    @Override
    public String toString() {
        return repository + (wiki ? ".wiki" : "");
    }
}
