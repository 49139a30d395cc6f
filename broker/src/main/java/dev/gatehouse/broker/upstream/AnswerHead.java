package dev.gatehouse.broker.upstream;

import io.netty.handler.codec.http.HttpHeaders;

/// The head of Forgejo's answer; no value holds a token any more.
public record AnswerHead(int status, HttpHeaders headers) {}
