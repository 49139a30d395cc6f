package dev.gatehouse.broker.worker;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// Tests that need a Docker Engine and a worker's image. Where either is missing they are skipped,
/// and a line says so; with `-Dgatehouse.docker=required` they fail instead.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("docker")
@ExtendWith(DockerCondition.class)
public @interface RequiresDocker {
    /// The image, as the engine knows it.
    String value() default "gatehouse-worker:shell";

    /// Whether nobody has to have built it, also where an engine is required.
    boolean optional() default false;
}
