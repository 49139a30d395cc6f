package dev.gatehouse.image;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// Needs a Docker Engine with an image that `./dev image` made. Where one is missing the tests are
/// skipped, which one line on standard error says; with `-Dgatehouse.docker=required` they run, and
/// fail.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("docker")
@ExtendWith(ImageCondition.class)
@interface NeedsImage {
    /// Name and tag.
    String value();

    /// Whether nobody has to have built it, also where an engine is required.
    boolean optional() default false;

    /// A system property that has to be true, where the tests take minutes; empty where none has.
    String property() default "";
}
