package dev.gatehouse.demoforge.api;

import dev.gatehouse.demoforge.http.FormValues;
import dev.gatehouse.demoforge.http.Refusal;
import dev.gatehouse.demoforge.http.Request;
import dev.gatehouse.demoforge.world.Token;
import dev.gatehouse.demoforge.world.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Finds the token a request presents, in the places and the order of Forgejo's
/// `services/auth/method`: form or query first, then `token` and `Bearer`, then Basic with the
/// token as password, or as user name if the password is empty or `x-oauth-basic`.
final class Credentials {
    private Credentials() {}

    /// The token in force that the request presents; empty if it presents none at all. One that is
    /// not in force is a 401 that names it, even where nothing was needed.
    static Optional<Token> accept(Request request, FormValues form, Tokens tokens) throws Refusal {
        Optional<String> presented = presented(request, form);
        if (presented.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                tokens.find(presented.get())
                        .orElseThrow(() -> Refusal.wrongToken(presented.get())));
    }

    /// As [#accept] for the web, where a refusal does not name the token.
    static Optional<Token> acceptOfWeb(Request request, Tokens tokens) throws Refusal {
        try {
            return accept(request, request.query(), tokens);
        } catch (Refusal wrong) {
            throw ofWeb();
        }
    }

    /// What LFS takes: Basic only, in the header only. `token` and `Bearer` count as wrong, even
    /// with a token in force.
    static Optional<Token> acceptOfLfs(Request request, Tokens tokens) throws Refusal {
        Optional<String> header = request.header("Authorization");
        if (header.isEmpty()) {
            return Optional.empty();
        }
        Optional<Token> token =
                header.filter(Credentials::isBasic)
                        .flatMap(Credentials::inHeader)
                        .flatMap(tokens::find);
        if (token.isEmpty()) {
            throw ofWeb();
        }
        return token;
    }

    private static boolean isBasic(String authorization) {
        return authorization.toLowerCase(Locale.ROOT).startsWith("basic ");
    }

    private static Refusal ofWeb() {
        return Refusal.of(
                401,
                "Credentials are incorrect or have expired. Retry your command or see"
                        + " https://codeberg.org/forgejo/forgejo/issues/2809 for more information");
    }

    private static Optional<String> presented(Request request, FormValues form) {
        return form.first("token")
                .or(() -> form.first("access_token"))
                .or(() -> request.header("Authorization").flatMap(Credentials::inHeader));
    }

    private static Optional<String> inHeader(String authorization) {
        String[] parts = authorization.strip().split("\\s+", -1);
        if (parts.length != 2) {
            return Optional.empty();
        }
        return switch (parts[0].toLowerCase(Locale.ROOT)) {
            case "token", "bearer" -> Optional.of(parts[1]);
            case "basic" -> Optional.of(inBasic(parts[1]));
            default -> Optional.empty();
        };
    }

    /// What cannot be decoded counts as a wrong credential, not as none.
    private static String inBasic(String encoded) {
        try {
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            if (colon < 0) {
                return "";
            }
            String password = pair.substring(colon + 1);
            return password.isEmpty() || password.equals("x-oauth-basic")
                    ? pair.substring(0, colon)
                    : password;
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }
}
