package dev.gatehouse.broker.cli.audit;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// A point in time as the command line says it: `7d` or `2h` before now, a day, or a time of ISO
/// 8601, in UTC where it names no other zone.
final class Moment implements ITypeConverter<Instant> {
    private static final Pattern AGO = Pattern.compile("([0-9]{1,6})([smhdw])");
    private static final Map<String, Duration> UNITS =
            Map.of(
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1),
                    "w", Duration.ofDays(7));

    @Override
    public Instant convert(String text) {
        return of(text, Instant.now());
    }

    static Instant of(String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            Duration unit = UNITS.getOrDefault(ago.group(2), Duration.ZERO);
            return now.minus(unit.multipliedBy(Long.parseLong(ago.group(1))));
        }
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            return Instant.parse(text.matches(".*T.*(Z|[+-][0-9:]+)") ? text : text + "Z");
        } catch (DateTimeException _) {
            throw new TypeConversionException(
                    "'"
                            + text
                            + "' is no time: write 30m, 2h, 7d, 2026-11-21 or 2026-11-21T15:00:00Z");
        }
    }
}
