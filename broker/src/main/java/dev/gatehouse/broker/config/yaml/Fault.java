package dev.gatehouse.broker.config.yaml;

/// Why a file is not the plain YAML that is read here.
public record Fault(Place place, String message, String remedy) {}
