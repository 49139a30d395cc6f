package dev.gatehouse.broker.route;

import static dev.gatehouse.broker.route.UnroutableException.malformed;
import static dev.gatehouse.broker.route.UnroutableException.unknown;

import java.util.Set;

/// Which `/{owner}/{repo}` outside the API can be a repository at all.
final class WebOwners {
    /// First segments that Forgejo routes elsewhere; no account can have these names.
    private static final Set<String> RESERVED =
            Set.of(
                    "-",
                    ".well-known",
                    "admin",
                    "api",
                    "assets",
                    "attachments",
                    "avatar",
                    "avatars",
                    "captcha",
                    "explore",
                    "favicon.ico",
                    "forgejo-actions",
                    "ghost",
                    "gitea-actions",
                    "issues",
                    "login",
                    "manifest.json",
                    "metrics",
                    "milestones",
                    "notifications",
                    "org",
                    "pulls",
                    "repo",
                    "repo-avatars",
                    "report_abuse",
                    "robots.txt",
                    "sitemap.xml",
                    "ssh_info",
                    "swagger.v1.json",
                    "user",
                    "v2");

    private WebOwners() {}

    /// @param name without `.git` or `.wiki`
    static RepositoryName repository(String owner, String name) throws UnroutableException {
        if (!RepositoryName.isSegment(owner) || !RepositoryName.isSegment(name)) {
            throw malformed(
                    "the path does not start with OWNER/REPOSITORY of A-Za-z0-9._-",
                    "owners and repositories have ASCII names");
        }
        RepositoryName repository = new RepositoryName(owner, name);
        if (RESERVED.contains(repository.owner())) {
            throw unknown(
                    "'" + repository.owner() + "' is not an owner of repositories",
                    "API paths start with " + ApiRoutes.PREFIX + "/");
        }
        if (repository.name().endsWith(".wiki")) {
            throw unknown(
                    "a wiki is not served by this path",
                    "use " + ApiRoutes.PREFIX + "/repos/{owner}/{repo}/wiki/...");
        }
        if (repository.name().endsWith(".git")) {
            throw unknown(
                    "no repository's name ends in .git",
                    "write .git in lower case and once, or leave it out");
        }
        return repository;
    }
}
