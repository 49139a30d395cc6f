package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.report.Section;
import java.io.IOException;

/// One question that is answered by measuring.
public interface Trial {
    /// By which `./dev bench` knows it.
    String name();

    /// Starts what it needs, measures, and stops it.
    ///
    /// @throws IOException where it could not be measured; the message says what is missing
    Section measure(Site site) throws IOException, InterruptedException;
}
