package dev.gatehouse.broker.fault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The search of the canary run is worth no more than what it finds.
class KeyFormsTest {
    private static final String KEY = "Key?>~0123456789abcdefABCDEF-xyz";

    private final KeyForms forms = KeyForms.of(Map.of("the key", KEY));

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "u:", "me:", "dev-bot:", "x-access-token:"})
    void findsWhatBasicAuthenticationSends(String before) {
        byte[] pair = (before + KEY + "!").getBytes(US_ASCII);

        assertFound(Base64.getEncoder().encodeToString(pair));
        assertFound(Base64.getUrlEncoder().encodeToString(pair));
    }

    @Test
    void findsWhatOthersMakeOfIt() {
        assertFound(KEY);
        assertFound(KEY.toUpperCase(Locale.ROOT));
        assertFound(HexFormat.of().formatHex(KEY.getBytes(US_ASCII)));
        assertFound(new StringBuilder(KEY).reverse().toString());
        assertFound(URLEncoder.encode(KEY, US_ASCII));
    }

    @Test
    void findsNothingElse() {
        assertThat(forms.findIn("Key?>~0123456789 and more of the like".getBytes(US_ASCII)))
                .isEmpty();
    }

    private void assertFound(String form) {
        assertThat(forms.findIn(("what comes before " + form + " what follows").getBytes(US_ASCII)))
                .as(form)
                .isPresent();
    }
}
