package dev.gatehouse.broker.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The ways in which a key could stand somewhere, made without the broker's own list of them, which
/// is what it masks by.
final class KeyForms {
    private final Map<String, String> forms = new LinkedHashMap<>();

    static KeyForms of(Map<String, String> keys) {
        KeyForms all = new KeyForms();
        keys.forEach(all::add);
        return all;
    }

    /// Each by what it is, such as `the first token of dev, in Base64 at 1`.
    Map<String, String> all() {
        return forms;
    }

    /// What is found first, if anything.
    Optional<String> findIn(byte[] bytes) {
        String text = new String(bytes, ISO_8859_1);
        return forms.entrySet().stream()
                .filter(form -> text.contains(form.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void add(String name, String key) {
        byte[] bytes = key.getBytes(US_ASCII);
        forms.put(name + ", as it is", key);
        forms.put(name + ", in upper case", key.toUpperCase(Locale.ROOT));
        forms.put(name + ", in lower case", key.toLowerCase(Locale.ROOT));
        forms.put(name + ", in hex", HexFormat.of().formatHex(bytes));
        forms.put(name + ", in HEX", HexFormat.of().withUpperCase().formatHex(bytes));
        forms.put(name + ", backwards", new StringBuilder(key).reverse().toString());
        forms.put(name + ", percent-encoded", HexFormat.of().withPrefix("%").formatHex(bytes));
        forms.put(
                name + ", percent-encoded in upper case",
                HexFormat.of().withUpperCase().withPrefix("%").formatHex(bytes));
        forms.put(name + ", in a query", URLEncoder.encode(key, US_ASCII));
        for (int shift = 0; shift < 3; shift++) {
            forms.put(name + ", in Base64 at " + shift, middle(Base64.getEncoder(), bytes, shift));
            forms.put(
                    name + ", in URL-safe Base64 at " + shift,
                    middle(Base64.getUrlEncoder(), bytes, shift));
        }
    }

    /// Without the characters at both ends, which hold bits of what stands beside the key.
    private static String middle(Base64.Encoder encoder, byte[] key, int shift) {
        byte[] shifted = new byte[shift + key.length];
        System.arraycopy(key, 0, shifted, shift, key.length);
        String text = encoder.withoutPadding().encodeToString(shifted);
        return text.substring(shift == 0 ? 0 : shift + 1, text.length() - 1);
    }
}
