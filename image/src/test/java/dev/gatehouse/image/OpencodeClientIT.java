package dev.gatehouse.image;

import java.util.Set;

@NeedsImage(value = "gatehouse-worker:opencode", optional = true)
final class OpencodeClientIT implements ModelClientContract {
    @Override
    public String image() {
        return "gatehouse-worker:opencode";
    }

    @Override
    public String command(String prompt) {
        return "opencode run '" + prompt + "'";
    }

    @Override
    public Set<String> targets() {
        return Set.of("/v1/messages");
    }
}
