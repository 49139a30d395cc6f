package dev.gatehouse.shim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.shim.console.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldTreeTest {
    private static String json(List<String> fields) throws Failure {
        FieldTree tree = new FieldTree();
        for (String field : fields) {
            int equals = field.indexOf('=');
            if (equals < 0) {
                tree.set(field, null);
            } else {
                tree.set(field.substring(0, equals), field.substring(equals + 1));
            }
        }
        return tree.json();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a=1 | {\"a\":1}",
                "a=1 b=2 | {\"a\":1,\"b\":2}",
                "a[b]=1 a[c]=2 | {\"a\":{\"b\":1,\"c\":2}}",
                "a[b][c]=1 | {\"a\":{\"b\":{\"c\":1}}}",
                "a[]=1 a[]=2 | {\"a\":[1,2]}",
                "a[] | {\"a\":[]}",
                "a[] a[]=1 | {\"a\":[1]}",
                "a[b][]=1 a[b][]=2 | {\"a\":{\"b\":[1,2]}}",
                "a[][b]=1 a[][c]=2 | {\"a\":[{\"b\":1,\"c\":2}]}",
                "a[][b]=1 a[][b]=2 | {\"a\":[{\"b\":1},{\"b\":2}]}",
                "a[][b]=1 a[][c][]=2 a[][c][]=3 | {\"a\":[{\"b\":1,\"c\":[2,3]}]}",
                "a[][b]=1 a[][c][]=2 a[][b]=3 | {\"a\":[{\"b\":1,\"c\":[2]},{\"b\":3}]}",
                "a-b.c=1 | {\"a-b.c\":1}",
            })
    void buildsTheObject(String fields, String expected) throws Failure {
        assertThat(json(List.of(fields.split(" ")))).isEqualTo(expected);
    }

    @Test
    void isAnEmptyObjectWithoutFields() throws Failure {
        assertThat(json(List.of())).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a=1 a=2",
                "a=1 a[b]=2",
                "a=1 a[]=2",
                "a[]=1 a[b]=2",
                "a[b]=1 a=2",
                "a[] a=1"
            })
    void refusesTwoMeaningsOfOneName(String fields) {
        assertThatThrownBy(() -> json(List.of(fields.split(" "))))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("given twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a]=1", "a[=1", "a[b=1", "a]b[c=1", "a[b]c=1", "a[b[c]]=1", "a[][]=1"})
    void refusesANameThatCannotBeTakenApart(String field) {
        assertThatThrownBy(() -> json(List.of(field))).hasMessageContaining("not a field name");
    }
}
