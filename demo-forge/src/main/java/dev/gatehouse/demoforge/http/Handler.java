package dev.gatehouse.demoforge.http;

import java.io.IOException;

/// Answers one request.
@FunctionalInterface
public interface Handler {
    Answer answer(Request request) throws IOException, Refusal;
}
