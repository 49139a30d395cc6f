package dev.gatehouse.shim.git;

import dev.gatehouse.shim.console.Failure;
import dev.gatehouse.shim.relay.LoopbackSecret;
import java.util.Locale;
import java.util.Map;

/// The environment of git's HTTP client. Configuration goes by `GIT_CONFIG_COUNT` (git-config(1)),
/// because other users can read a process's arguments, but not its environment.
final class GitEnvironment {
    private static final String COUNT = "GIT_CONFIG_COUNT";
    private static final String ALLOWED = "GIT_ALLOW_PROTOCOL";
    private static final int MAXIMUM_COUNT_DIGITS = 6;

    private final Map<String, String> variables;
    private int count;

    private GitEnvironment(Map<String, String> variables, int count) {
        this.variables = variables;
        this.count = count;
    }

    /// @param url the loopback listener's, with its slash
    static void prepare(Map<String, String> variables, String url, LoopbackSecret secret)
            throws Failure {
        GitEnvironment environment = new GitEnvironment(variables, given(variables));
        environment.goStraight();
        environment.askNobody();
        // Entries for the URL stand, whatever http.* without one says after them.
        environment.configure("http." + url + ".extraHeader", secret.headerLine());
        environment.configure("http." + url + ".proxy", "");
        environment.configure("http." + url + ".version", "HTTP/1.1");
        environment.configure("http." + url + ".followRedirects", "initial");
        environment.configure("protocol.http.allow", "always");
        variables.put(COUNT, Integer.toString(environment.count));
    }

    /// No proxy may get what is meant for the loopback: not by the environment, nor by a remote's
    /// configuration, which `no_proxy` overrules.
    private void goStraight() {
        for (String name : new String[] {"http_proxy", "https_proxy", "all_proxy"}) {
            variables.remove(name);
            variables.remove(name.toUpperCase(Locale.ROOT));
        }
        variables.put("no_proxy", "127.0.0.1");
        variables.put("NO_PROXY", "127.0.0.1");
    }

    /// There is no credential in this container, and nobody who could be asked for one.
    private void askNobody() {
        variables.put("GIT_TERMINAL_PROMPT", "0");
        variables.put("GIT_ASKPASS", "");
        String allowed = variables.get(ALLOWED);
        if (allowed != null) {
            variables.put(ALLOWED, allowed.concat(":http"));
        }
    }

    private void configure(String key, String value) {
        variables.put("GIT_CONFIG_KEY_" + count, key);
        variables.put("GIT_CONFIG_VALUE_" + count, value);
        count++;
    }

    private static int given(Map<String, String> variables) throws Failure {
        String text = variables.getOrDefault(COUNT, "");
        boolean digits = text.length() <= MAXIMUM_COUNT_DIGITS;
        for (int i = 0; i < text.length(); i++) {
            digits &= text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!digits) {
            throw Failure.usage(COUNT + " is not a number: unset it, or count its entries");
        }
        return text.isEmpty() ? 0 : Integer.parseInt(text);
    }
}
