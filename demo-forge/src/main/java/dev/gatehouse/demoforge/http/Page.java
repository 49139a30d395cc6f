package dev.gatehouse.demoforge.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// One page of a list, cut as Forgejo cuts: `page` from 1, `limit` 30 by default and 50 at most,
/// silently. Link targets are absolute, from the root URL and never from the Host header.
public record Page(Request request, String rootUrl, int number, int limit) {
    private static final int DEFAULT_LIMIT = 30;
    private static final int MAXIMUM_LIMIT = 50;

    public static Page of(Request request, String rootUrl) {
        return of(request, rootUrl, DEFAULT_LIMIT);
    }

    /// For the few lists with a default of their own.
    public static Page of(Request request, String rootUrl, int defaultLimit) {
        int limit = number(request, "limit");
        return new Page(
                request,
                rootUrl,
                number(request, "page"),
                limit <= 0 ? defaultLimit : Math.min(limit, MAXIMUM_LIMIT));
    }

    private static int number(Request request, String name) {
        return request.query()
                .first(name)
                .filter(text -> text.matches("\\d{1,8}"))
                .map(Integer::valueOf)
                .orElse(0);
    }

    /// The page with `X-Total-Count` and `Link`.
    public <T> Answer linked(List<T> all, Function<T, JsonNode> view) {
        Answer answer = counted(all, cut(all), view);
        List<String> links = links(all.size());
        return links.isEmpty() ? answer : answer.with("Link", String.join(",", links));
    }

    /// The page with `X-Total-Count` only: by far not every list has links.
    public <T> Answer counted(List<T> all, Function<T, JsonNode> view) {
        return counted(all, cut(all), view);
    }

    /// As [#counted], except that without `page` everything is answered, whatever `limit` says:
    /// some of Forgejo's lists do so.
    public <T> Answer countedUnlessAll(List<T> all, Function<T, JsonNode> view) {
        return counted(all, cutUnlessAll(all), view);
    }

    private <T> Answer counted(List<T> all, List<T> shown, Function<T, JsonNode> view) {
        return counted(all.size(), shown.stream().map(view).toList());
    }

    /// `views` of what [#cut] leaves of `total` elements, with `Link` and with a count in each of
    /// the headers older clients read.
    public Answer numbered(int total, List<JsonNode> views) {
        int pages = (total + limit - 1) / limit;
        Answer answer =
                counted(total, views)
                        .with("X-Page", Integer.toString(current()))
                        .with("X-PerPage", Integer.toString(limit))
                        .with("X-Total", Integer.toString(total))
                        .with("X-PageCount", Integer.toString(pages))
                        .with("X-HasMore", Boolean.toString(current() < pages));
        List<String> links = links(total);
        return links.isEmpty() ? answer : answer.with("Link", String.join(",", links));
    }

    private static Answer counted(int total, List<JsonNode> views) {
        return Answer.json(200, Json.array(views))
                .with("X-Total-Count", Integer.toString(total))
                .with("Access-Control-Expose-Headers", "X-Total-Count");
    }

    /// As [#cut], except that without `page` it is everything.
    public <T> List<T> cutUnlessAll(List<T> all) {
        return number == 0 ? all : cut(all);
    }

    /// What is on this page.
    public <T> List<T> cut(List<T> all) {
        long from = Math.min((long) (current() - 1) * limit, all.size());
        return all.subList((int) from, (int) Math.min(from + limit, all.size()));
    }

    private int current() {
        return Math.max(number, 1);
    }

    private List<String> links(int total) {
        int last = Math.max(1, (total + limit - 1) / limit);
        int current = Math.min(current(), last);
        var links = new ArrayList<String>();
        if (current < last) {
            links.add(link(current + 1, "next"));
            links.add(link(last, "last"));
        }
        if (current > 1) {
            links.add(link(1, "first"));
            links.add(link(current - 1, "prev"));
        }
        return links;
    }

    private String link(int page, String relation) {
        Map<String, List<String>> query = new TreeMap<>(request.query().values());
        query.put("page", List.of(Integer.toString(page)));
        var pairs = new ArrayList<String>();
        query.forEach(
                (name, values) -> values.forEach(v -> pairs.add(encode(name) + "=" + encode(v))));
        return "<%s%s?%s>; rel=\"%s\""
                .formatted(rootUrl, request.path().substring(1), String.join("&", pairs), relation);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
