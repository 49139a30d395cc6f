package dev.gatehouse.broker.route;

/// One decoded name and value of a query.
public record QueryParameter(String name, String value) {}
