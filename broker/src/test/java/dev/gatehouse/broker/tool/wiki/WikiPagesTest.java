package dev.gatehouse.broker.tool.wiki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.broker.tool.forge.Forge;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WikiPagesTest {
    @ParameterizedTest
    @CsvSource({
        "Home,Home",
        "Two-words,Two-words",
        "with-dash.-,with-dash.-",
        "a%2Fb,a/b",
        "50%25-done,50%-done",
        "C++,C++",
        "%C3%A4,ä",
    })
    void decodesTheNameOnceAsItIsEncodedAgain(String subUrl, String name) {
        assertThat(WikiPages.pathName(Forge.object().put("sub_url", subUrl))).isEqualTo(name);
    }
}
