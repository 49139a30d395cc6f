package dev.gatehouse.broker.model;

import dev.gatehouse.broker.model.ModelRouting.Routed;
import dev.gatehouse.broker.model.ModelRouting.Unroutable;
import dev.gatehouse.broker.route.HttpMethod;
import dev.gatehouse.broker.route.PercentCoding;
import dev.gatehouse.broker.route.QueryString;
import dev.gatehouse.broker.route.RawTarget;
import dev.gatehouse.broker.route.Routing;
import dev.gatehouse.broker.route.UnroutableException;
import dev.gatehouse.protocol.BrokerPaths;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// From method and raw request target to one route of an API, or the reason why there is none. The
/// target of a route is written anew from what was understood. Pure; safe to use from any thread.
public final class ModelRouter {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");
    private static final String RULE = "route";

    private record Row(ModelOperation operation, List<String> template) {}

    private final ModelApi api;
    private final List<Row> rows;

    public ModelRouter(ModelApi api) {
        this.api = api;
        this.rows =
                Arrays.stream(ModelOperation.values())
                        .filter(operation -> operation.api() == api)
                        .map(operation ->
                                new Row(
                                        operation,
                                        List.of(operation.path().substring(1).split("/"))))
                        .toList();
    }

    /// @param method the request's method token, as sent
    /// @param rawTarget the request target in origin-form, as sent
    public ModelRouting route(String method, String rawTarget) {
        try {
            RawTarget target = RawTarget.parse(rawTarget);
            Optional<HttpMethod> known = HttpMethod.of(method);
            Optional<ModelRoute> route =
                    known.isEmpty() ? Optional.empty() : route(known.get(), target);
            return route.<ModelRouting>map(Routed::new).orElseGet(this::unknown);
        } catch (UnroutableException refused) {
            Routing.Unroutable why = refused.answer();
            return new Unroutable(new Refusal(why.code(), RULE, why.detail(), why.remedy()));
        }
    }

    private Optional<ModelRoute> route(HttpMethod method, RawTarget target)
            throws UnroutableException {
        List<String> segments = target.segments();
        if (isProbe(method, segments)) {
            return Optional.of(new ModelRoute.Probe(method));
        }
        if (method == HttpMethod.GET
                && ("/" + String.join("/", segments)).equals(BrokerPaths.WHOAMI)) {
            return Optional.of(new ModelRoute.Broker(BrokerPaths.WHOAMI));
        }
        for (Row row : rows) {
            if (row.operation.method() == method && matches(row.template, segments)) {
                return Optional.of(call(row, segments, target.query()));
            }
        }
        return Optional.empty();
    }

    private boolean isProbe(HttpMethod method, List<String> segments) {
        boolean read = method == HttpMethod.GET || method == HttpMethod.HEAD;
        return api == ModelApi.ANTHROPIC
                && ((method == HttpMethod.HEAD && segments.equals(List.of("")))
                        || (read && segments.equals(List.of("api", "hello"))));
    }

    private static boolean matches(List<String> template, List<String> segments) {
        if (template.size() != segments.size()) {
            return false;
        }
        for (int at = 0; at < template.size(); at++) {
            String text = template.get(at);
            String segment = segments.get(at);
            boolean fits =
                    switch (text) {
                        case "{model}" -> ModelName.isValid(segment);
                        case "{id}" -> ID.matcher(segment).matches();
                        default -> text.equals(segment);
                    };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static ModelRoute call(Row row, List<String> segments, String rawQuery)
            throws UnroutableException {
        QueryString query = QueryString.read(rawQuery, row.operation.query(), Set.of());
        StringBuilder path = new StringBuilder();
        segments.forEach(segment -> path.append('/').append(PercentCoding.encode(segment)));
        int model = row.template.indexOf("{model}");
        return new ModelRoute.Call(
                row.operation,
                model < 0 ? Optional.empty() : Optional.of(segments.get(model)),
                path + query.encoded(),
                query.dropped());
    }

    private ModelRouting unknown() {
        return new Unroutable(
                new Refusal(
                        RefusalCode.UNKNOWN_ROUTE,
                        RULE,
                        "not a route of the " + api.word() + " API that this broker knows",
                        "Do without it; the operator cannot grant it."));
    }
}
