package dev.gatehouse.broker.route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One row of the catalogue: an operation of Forgejo's API and all that the policy knows of it.
///
/// @param id Forgejo's `operationId`
/// @param path below `/api/v1`, with `{parameter}`s
/// @param repositoryScoped whether two parameters in the path name the repository it acts on:
///   `{owner}/{repo}`, rarely `{template_owner}/{template_repo}` or `{org}/{repo}`
/// @param lowestRole the lowest role that includes it; none: only by `allow`
/// @param queryParameters the ones that are sent on
/// @param bodyFields top-level JSON fields that are sent on
/// @param multiSegmentParameter the one path parameter that may span segments
/// @param repeatableQueryParameters those of `queryParameters` that may be given more than once
/// @param parameterKinds of the path parameters that are not plain text
public record Operation(
        String id,
        HttpMethod method,
        String path,
        boolean repositoryScoped,
        Set<Risk> risks,
        Set<Effect> effects,
        Optional<Role> lowestRole,
        Set<String> queryParameters,
        BodyKind body,
        Set<String> bodyFields,
        List<FactRule> facts,
        Optional<String> multiSegmentParameter,
        Set<String> repeatableQueryParameters,
        Map<String, ParameterKind> parameterKinds) {
    public Operation {
        risks = Set.copyOf(risks);
        effects = Set.copyOf(effects);
        queryParameters = Set.copyOf(queryParameters);
        bodyFields = Set.copyOf(bodyFields);
        facts = List.copyOf(facts);
        repeatableQueryParameters = Set.copyOf(repeatableQueryParameters);
        parameterKinds = Map.copyOf(parameterKinds);
    }

    public ParameterKind kindOf(String pathParameter) {
        return parameterKinds.getOrDefault(pathParameter, ParameterKind.TEXT);
    }
}
