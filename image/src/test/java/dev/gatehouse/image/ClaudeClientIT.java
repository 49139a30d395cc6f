package dev.gatehouse.image;

import java.util.Set;

@NeedsImage(value = "gatehouse-worker:claude", optional = true)
final class ClaudeClientIT implements ModelClientContract {
    @Override
    public String image() {
        return "gatehouse-worker:claude";
    }

    @Override
    public String command(String prompt) {
        return "claude -p '" + prompt + "'";
    }

    @Override
    public Set<String> targets() {
        return Set.of("/v1/messages?beta=true");
    }
}
