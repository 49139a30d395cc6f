package dev.gatehouse.broker.upstream.http;

import io.netty.handler.codec.http.HttpHeaders;

/// The head of an answer; no value holds a token any more.
public record AnswerHead(int status, HttpHeaders headers) {}
