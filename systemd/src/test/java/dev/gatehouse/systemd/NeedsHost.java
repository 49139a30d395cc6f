package dev.gatehouse.systemd;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/// Needs a Docker Engine with the image that `systemd/image/build.sh` made, and `dist/`. Where one
/// is missing the tests are skipped, which one line on standard error says; with
/// `-Dgatehouse.docker=required` they run, and fail.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("docker")
@ExtendWith(HostCondition.class)
@interface NeedsHost {}
