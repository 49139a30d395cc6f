package dev.gatehouse.broker.admin;

import dev.gatehouse.broker.agent.AccountName;
import dev.gatehouse.broker.agent.AgentName;
import dev.gatehouse.broker.agent.Container;
import dev.gatehouse.broker.agent.ContainerId;
import dev.gatehouse.broker.agent.SocketOwner;
import dev.gatehouse.broker.credential.TokenSearch;
import dev.gatehouse.broker.log.LogLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON documents of the operator's socket, both ways. Reading is strict: a document that can
/// be understood in two ways, or says more than is known, is none.
public final class AdminDocuments {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private AdminDocuments() {}

    public static byte[] of(AgentFacts facts) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("agent", facts.agent().value());
        document.put("account", facts.account().value());
        document.put("uid", facts.owner().uid());
        document.put("gid", facts.owner().gid());
        document.put("directory", facts.directory().toString());
        document.put("container", facts.container().map(AdminDocuments::members).orElse(null));
        return JSON.writeValueAsBytes(document);
    }

    public static byte[] of(Container container) {
        return JSON.writeValueAsBytes(members(container));
    }

    /// @param level none: the configured one
    static byte[] level(Optional<LogLevel> level) {
        return JSON.writeValueAsBytes(
                Collections.singletonMap("level", level.map(LogLevel::word).orElse(null)));
    }

    public static byte[] of(TokenSearch.Result result) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("bytes", result.bytes());
        document.put("hits", result.hits().stream().map(AdminDocuments::members).toList());
        if (result.more()) {
            document.put("more", true);
        }
        return JSON.writeValueAsBytes(document);
    }

    private static Map<String, Object> members(TokenSearch.Hit hit) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("agent", hit.agent().value());
        document.put("offset", hit.offset());
        return document;
    }

    private static Map<String, Object> members(Container container) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("name", container.name());
        document.put("id", container.id().value());
        return document;
    }

    /// @return none for anything but exactly a valid name and a valid id
    public static Optional<Container> container(byte[] document) {
        return parsed(document).flatMap(AdminDocuments::container);
    }

    private static Optional<Container> container(JsonNode node) {
        String name = node.path("name").asString("");
        String id = node.path("id").asString("");
        return node.isObject()
                        && Set.copyOf(node.propertyNames()).equals(Set.of("name", "id"))
                        && node.path("name").isString()
                        && Container.isName(name)
                        && node.path("id").isString()
                        && ContainerId.isValid(id)
                ? Optional.of(new Container(name, new ContainerId(id)))
                : Optional.empty();
    }

    static Optional<AgentFacts> agent(byte[] document) {
        return parsed(document)
                .map(node ->
                        new AgentFacts(
                                new AgentName(node.path("agent").asString()),
                                new AccountName(node.path("account").asString()),
                                new SocketOwner(node.path("uid").asInt(), node.path("gid").asInt()),
                                Path.of(node.path("directory").asString()),
                                container(node.path("container"))));
    }

    static Optional<TokenSearch.Result> result(byte[] document) {
        return parsed(document)
                .map(node -> {
                    List<TokenSearch.Hit> hits = new ArrayList<>();
                    for (JsonNode hit : node.path("hits")) {
                        hits.add(
                                new TokenSearch.Hit(
                                        new AgentName(hit.path("agent").asString()),
                                        hit.path("offset").asLong()));
                    }
                    return new TokenSearch.Result(
                            node.path("bytes").asLong(), hits, node.path("more").asBoolean(false));
                });
    }

    public static Optional<JsonNode> parsed(byte[] document) {
        try {
            return Optional.of(JSON.readTree(document));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
