package dev.gatehouse.broker.relay.request;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of the one part that a form may have.
final class UploadPart {
    private static final Pattern DISPOSITION =
            Pattern.compile(
                    "Content-Disposition: *form-data; *name=\"attachment\"; *filename=\"([^\"\\\\\\p{Cntrl}]{1,255})\"",
                    Pattern.CASE_INSENSITIVE);

    /// What clients add, and what changes nothing: the part's head is written anew, and these say
    /// no more than that the file stands there as it is.
    private static final Pattern HARMLESS =
            Pattern.compile(
                    "Content-(?:Type|Length):.*|Content-Transfer-Encoding: *(?:binary|8bit|7bit)",
                    Pattern.CASE_INSENSITIVE);

    private UploadPart() {}

    /// @param head the part's header lines, without the empty line after them
    /// @return the file name; none where the part is anything but one file named `attachment`
    static Optional<String> fileName(String head) {
        Optional<String> found = Optional.empty();
        for (String line : head.split("\r\n", -1)) {
            Matcher disposition = DISPOSITION.matcher(line);
            if (disposition.matches() && found.isEmpty()) {
                found = Optional.of(disposition.group(1));
            } else if (!HARMLESS.matcher(line).matches()) {
                return Optional.empty();
            }
        }
        return found;
    }
}
