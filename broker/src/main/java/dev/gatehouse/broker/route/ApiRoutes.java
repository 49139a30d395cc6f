package dev.gatehouse.broker.route;

import static dev.gatehouse.broker.route.UnroutableException.malformed;
import static dev.gatehouse.broker.route.UnroutableException.unknown;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Forgejo's REST API: which operation a path below the prefix means, with parameters checked and
/// the target written anew.
final class ApiRoutes {
    static final String PREFIX = "/api/v1";

    /// Forgejo's own additions have a prefix of their own and, so far, one route: the version.
    private static final String FORGEJO_PREFIX = "/api/forgejo/v1";

    private static final List<String> FORGEJO_VERSION_PATH =
            List.of("api", "forgejo", "v1", "version");

    /// Fits a signed 64-bit number, and has one spelling only.
    private static final int MOST_DIGITS = 18;

    private final RouteTrie trie = new RouteTrie();

    ApiRoutes(Catalogue catalogue) {
        catalogue.operations().forEach(trie::add);
    }

    Route route(HttpMethod method, RawTarget target) throws UnroutableException {
        List<String> segments = target.segments();
        boolean forgejoVersion = segments.equals(FORGEJO_VERSION_PATH);
        if (!forgejoVersion && (segments.size() < 3 || !segments.get(1).equals("v1"))) {
            throw unknown(
                    "this is not a path of Forgejo's API",
                    "API paths start with " + PREFIX + "/ or are " + FORGEJO_PREFIX + "/version");
        }
        List<String> path = segments.subList(forgejoVersion ? 3 : 2, segments.size());
        Optional<RouteTrie.Match> match = trie.match(method, path);
        if (match.isEmpty()) {
            throw noOperation(method, path);
        }
        return route(match.get(), path, target.query(), forgejoVersion ? FORGEJO_PREFIX : PREFIX);
    }

    private UnroutableException noOperation(HttpMethod method, List<String> path) {
        Set<HttpMethod> methods = trie.methods(path);
        if (methods.isEmpty()) {
            return unknown(
                    "no operation of Forgejo's API has this path",
                    "docs/operations.md lists the operations; names are case-sensitive");
        }
        String taken = String.join(", ", methods.stream().map(HttpMethod::name).toList());
        return unknown("this path does not take " + method, "this path takes " + taken);
    }

    private static Route route(
            RouteTrie.Match match, List<String> path, String rawQuery, String prefix)
            throws UnroutableException {
        Operation operation = match.operation();
        PathTemplate template = match.template();
        Map<String, String> parameters = template.bind(path);
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            check(parameter.getKey(), parameter.getValue(), operation);
        }
        Optional<RepositoryName> repository = repository(operation, template, parameters);
        QueryString query = query(operation, rawQuery);
        return new Route.Api(
                operation.method(),
                operation,
                repository,
                parameters,
                query.kept(),
                query.dropped(),
                prefix + render(template, parameters, repository) + query.encoded());
    }

    private static void check(String name, String value, Operation operation)
            throws UnroutableException {
        ParameterKind kind = operation.kindOf(name);
        if (value.indexOf('/') >= 0 && !kind.mayHoldSlash()) {
            throw malformed(
                    "the path parameter '" + name + "' holds an encoded '/'",
                    "this parameter is one name without '/'");
        }
        if (kind == ParameterKind.INTEGER && !isInteger(value)) {
            throw malformed(
                    "the path parameter '" + name + "' is not a number",
                    operation.method() + " " + operation.path() + " takes digits there");
        }
        if (kind == ParameterKind.NAME && !RepositoryName.isSegment(value)) {
            throw malformed(
                    "the path parameter '" + name + "' is not a name of A-Za-z0-9._-",
                    "owners, users and repositories have ASCII names");
        }
    }

    private static boolean isInteger(String value) {
        return value.equals("0")
                || (!value.isEmpty()
                        && value.length() <= MOST_DIGITS
                        && value.charAt(0) != '0'
                        && value.chars().allMatch(c -> c >= '0' && c <= '9'));
    }

    private static Optional<RepositoryName> repository(
            Operation operation, PathTemplate template, Map<String, String> parameters)
            throws UnroutableException {
        if (!operation.repositoryScoped()) {
            return Optional.empty();
        }
        PathTemplate.RepositoryParameters names = template.repositoryParameters().orElseThrow();
        RepositoryName repository =
                new RepositoryName(
                        parameters.getOrDefault(names.owner(), ""),
                        parameters.getOrDefault(names.repository(), ""));
        if (repository.name().endsWith(".git")) {
            throw unknown(
                    "no repository's name ends in .git", "API paths take the name without .git");
        }
        if (repository.name().endsWith(".wiki")) {
            throw unknown(
                    "a wiki is not a repository of the API",
                    "use " + PREFIX + "/repos/{owner}/{repo}/wiki/... of its repository");
        }
        return Optional.of(repository);
    }

    /// Several of Forgejo's lists ignore `limit`, and answer everything, unless a page is asked
    /// for.
    private static QueryString query(Operation operation, String raw) throws UnroutableException {
        QueryString query =
                QueryString.read(
                        raw, operation.queryParameters(), operation.repeatableQueryParameters());
        boolean firstPage =
                operation.method() == HttpMethod.GET
                        && operation.queryParameters().contains("page")
                        && !query.has("page");
        return firstPage ? query.with(new QueryParameter("page", "1")) : query;
    }

    /// The repository is sent as it was decided: in lower case.
    private static String render(
            PathTemplate template,
            Map<String, String> parameters,
            Optional<RepositoryName> repository) {
        Set<String> folded =
                repository
                        .flatMap(ignored -> template.repositoryParameters())
                        .map(names -> Set.of(names.owner(), names.repository()))
                        .orElse(Set.of());
        return template.render((name, manySegments) -> {
            String value = parameters.getOrDefault(name, "");
            if (folded.contains(name)) {
                return PercentCoding.encode(value.toLowerCase(Locale.ROOT));
            }
            return manySegments ? PercentCoding.encodePath(value) : PercentCoding.encode(value);
        });
    }
}
