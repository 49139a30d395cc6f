package dev.gatehouse.demoforge.world;

/// A label of one repository; labels are named by id on the wire.
public record Label(long id, String name, String color, String description) {}
