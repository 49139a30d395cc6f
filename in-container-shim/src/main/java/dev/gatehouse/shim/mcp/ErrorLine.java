package dev.gatehouse.shim.mcp;

import dev.gatehouse.shim.json.JsonStrings;

/// An error of JSON-RPC that belongs to no request.
final class ErrorLine {
    private ErrorLine() {}

    static String of(int code, String message) {
        StringBuilder json = new StringBuilder("{\"jsonrpc\":\"2.0\",\"error\":{\"code\":");
        json.append(code).append(",\"message\":");
        JsonStrings.append(json, message);
        return json.append("}}").toString();
    }
}
