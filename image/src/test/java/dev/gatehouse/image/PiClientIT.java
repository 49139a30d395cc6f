package dev.gatehouse.image;

import java.util.Set;

@NeedsImage(value = "gatehouse-worker:pi", optional = true)
final class PiClientIT implements ModelClientContract {
    @Override
    public String image() {
        return "gatehouse-worker:pi";
    }

    @Override
    public String command(String prompt) {
        return "pi -p '" + prompt + "'";
    }

    @Override
    public Set<String> targets() {
        return Set.of("/v1/messages?beta=true");
    }
}
