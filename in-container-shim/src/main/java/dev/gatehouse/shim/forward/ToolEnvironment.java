package dev.gatehouse.shim.forward;

import dev.gatehouse.protocol.PublicWord;
import java.util.Map;

/// The variables in which Forgejo's and Gitea's usual clients look for the forge and for a token.
final class ToolEnvironment {
    private static final String[] ADDRESSES = {
        "FORGEJO_URL", // forgejo-mcp (goern)
        "FORGEJOMCP_SERVER", // forgejo-mcp (raohwork)
        "FJ_FALLBACK_HOST", // fj
        "GITEA_SERVER_URL", // tea
        "GITEA_HOST", // gitea-mcp
    };

    private static final String[] TOKENS = {
        "FORGEJO_ACCESS_TOKEN",
        "FORGEJOMCP_TOKEN",
        "FORGEJO_TOKEN", // gh-forgejo-shim
        "GITEA_SERVER_TOKEN",
        "GITEA_ACCESS_TOKEN",
    };

    private static final String DOOR_HOST = "127.0.0.1";

    private ToolEnvironment() {}

    /// Names the door as the forge, and a public word as the token. No proxy may get what is meant
    /// for the loopback.
    static void prepare(Map<String, String> variables, String url) {
        for (String name : ADDRESSES) {
            variables.put(name, url);
        }
        for (String name : TOKENS) {
            variables.put(name, PublicWord.KEY_PLACEHOLDER);
        }
        for (String name : new String[] {"no_proxy", "NO_PROXY"}) {
            String given = variables.getOrDefault(name, "");
            variables.put(name, given.isEmpty() ? DOOR_HOST : given + "," + DOOR_HOST);
        }
    }
}
