package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// Holds answers against Forgejo's description, or says once that there is none.
final class SpecCheck {
    private static final Optional<SwaggerSpec> SPEC = load();

    private SpecCheck() {}

    private static Optional<SwaggerSpec> load() {
        try {
            Optional<SwaggerSpec> spec = SwaggerSpec.find();
            if (spec.isEmpty()) {
                System.out.println(
                        "SKIPPED: shapes of answers are not checked, there is no swagger.v1.json;"
                                + " FORGEJO_SPEC can name one");
            }
            return spec;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static void check(String method, String path, Reply reply) {
        SPEC.ifPresent(spec ->
                assertThat(spec.problems(method, path, reply.status(), reply.json()))
                        .as("shape of the answer")
                        .isEmpty());
    }
}
