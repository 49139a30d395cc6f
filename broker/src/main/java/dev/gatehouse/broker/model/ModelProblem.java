package dev.gatehouse.broker.model;

import dev.gatehouse.protocol.HeaderNames;
import dev.gatehouse.protocol.Refusal;
import dev.gatehouse.protocol.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A refusal in the error shape of an API, so that its clients show it, and with the headers that
/// keep them from repeating what cannot go better.
///
/// @param headers in lower case; `content-length` is the writer's to set
public record ModelProblem(int status, Map<String, String> headers, String json) {
    public ModelProblem {
        headers = Map.copyOf(headers);
    }

    /// @param exchange the id under which the operator finds the call
    /// @param retryAfter when the same call may go better; none: it will not, as far as is known
    public static ModelProblem of(
            ModelApi api, Refusal refusal, String exchange, Optional<Duration> retryAfter) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", "application/json");
        headers.put(HeaderNames.REFUSAL.toLowerCase(java.util.Locale.ROOT), refusal.code().word());
        headers.put(HeaderNames.EXCHANGE.toLowerCase(java.util.Locale.ROOT), exchange);
        if (retryAfter.isPresent()) {
            long seconds = Math.max(1, retryAfter.get().plusMillis(999).toSeconds());
            headers.put("retry-after", Long.toString(seconds));
        }
        boolean retry = retryAfter.isPresent() || isPassing(refusal.code());
        headers.put("x-should-retry", Boolean.toString(retry));
        String message = "gatehouse: " + refusal.detail() + ". " + refusal.remedy();
        return new ModelProblem(
                refusal.code().httpStatus(),
                headers,
                switch (api) {
                    case ANTHROPIC -> anthropic(refusal.code(), message, exchange);
                    case OPENAI -> openAi(refusal.code(), message);
                });
    }

    public byte[] body() {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean isPassing(RefusalCode code) {
        return switch (code) {
            case AUDIT_UNAVAILABLE, UPSTREAM_UNREACHABLE, UPSTREAM_TIMEOUT -> true;
            case MALFORMED,
                    UNKNOWN_ROUTE,
                    NOT_GRANTED,
                    REF_NOT_GRANTED,
                    NEEDS_APPROVAL,
                    CREDENTIAL_REJECTED,
                    IDENTITY_MISMATCH,
                    LIMIT ->
                    false;
        };
    }

    private static String anthropic(RefusalCode code, String message, String exchange) {
        return "{\"type\":\"error\",\"error\":{\"type\":\""
                + anthropicType(code)
                + "\",\"message\":"
                + quoted(message)
                + "},\"request_id\":"
                + quoted(exchange)
                + "}";
    }

    private static String openAi(RefusalCode code, String message) {
        return "{\"error\":{\"message\":"
                + quoted(message)
                + ",\"type\":\""
                + openAiType(code)
                + "\",\"param\":null,\"code\":\""
                + code.word()
                + "\"}}";
    }

    private static String anthropicType(RefusalCode code) {
        return switch (code) {
            case MALFORMED -> "invalid_request_error";
            case UNKNOWN_ROUTE -> "not_found_error";
            case NOT_GRANTED, REF_NOT_GRANTED, NEEDS_APPROVAL -> "permission_error";
            case LIMIT -> "rate_limit_error";
            case UPSTREAM_TIMEOUT -> "timeout_error";
            case CREDENTIAL_REJECTED, IDENTITY_MISMATCH, AUDIT_UNAVAILABLE, UPSTREAM_UNREACHABLE ->
                    "api_error";
        };
    }

    private static String openAiType(RefusalCode code) {
        return switch (code) {
            case MALFORMED, UNKNOWN_ROUTE -> "invalid_request_error";
            case NOT_GRANTED, REF_NOT_GRANTED, NEEDS_APPROVAL -> "permission_error";
            case LIMIT -> "rate_limit_error";
            case UPSTREAM_TIMEOUT,
                    CREDENTIAL_REJECTED,
                    IDENTITY_MISMATCH,
                    AUDIT_UNAVAILABLE,
                    UPSTREAM_UNREACHABLE ->
                    "api_error";
        };
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16).append('"');
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
