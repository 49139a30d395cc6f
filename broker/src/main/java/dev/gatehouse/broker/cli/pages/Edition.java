package dev.gatehouse.broker.cli.pages;

/// What every page of a build has at its foot.
///
/// @param program name and version, as `gatehouse 1.0`
/// @param date as `2026-11-21`, that of the release; empty where none is told
record Edition(String program, String date) {
    Roff page(String name, int section) {
        return new Roff(name, section, date, program, "Gatehouse");
    }
}
