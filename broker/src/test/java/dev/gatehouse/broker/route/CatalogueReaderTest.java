package dev.gatehouse.broker.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueReaderTest {
    private static final String COLUMNS =
            "method,path,operationId,tag,category,level,repository_scoped,risks,effects,role,query,"
                    + "body,body_fields,facts,multi_segment_parameter,parameters,since,deprecated,note\n";
    private static final String GOOD =
            "DELETE,/repos/{owner}/{repo}/branches/{branch},del,repository,repository,write,y,,"
                    + "ref-write,contribute,force labels[],json,message,branch-delete=path.branch,"
                    + "branch,owner:name repo:name branch:segments,v11,n,a note";

    @Test
    void readsARow() throws IOException {
        Operation operation = read("# comment\n" + COLUMNS + GOOD).getFirst().operation();

        assertThat(operation.facts())
                .containsExactly(
                        new FactRule(FactKind.BRANCH_DELETE, FactRule.Source.PATH, "branch"));
        assertThat(operation.queryParameters()).containsExactlyInAnyOrder("force", "labels");
        assertThat(operation.repeatableQueryParameters()).containsExactly("labels");
        assertThat(operation.kindOf("branch")).isEqualTo(ParameterKind.SEGMENTS);
        assertThat(operation.kindOf("other")).isEqualTo(ParameterKind.TEXT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DELETE,/repos; delete,/repos; column method",
                "write,y; perhaps,y; column level",
                "write,y; write,maybe; column repository_scoped",
                "y,,ref-write; y,danger,ref-write; column risks",
                "y,,ref-write; y,destructive,ref-write; no risk but guardrail",
                "ref-write,contribute; ref-rite,contribute; column effects",
                "contribute,force; contributor,force; column role",
                "force labels[]; access_token; is a credential",
                "force labels[]; Sudo; is a credential",
                "json,message; none,message; no JSON body",
                "branch-delete=path.branch; branch-delete; is not KIND=SOURCE.NAME",
                "branch-delete=path.branch; branch-remove=path.branch; column facts",
                "branch-delete=path.branch; branch-delete=header.branch; column facts",
                "branch-delete=path.branch; branch-delete=path.tag; does not have",
                "branch-delete=path.branch; branch-delete=body.name; does not have",
                "branch-delete=path.branch; force=query.force; no fact says which",
                "branch:segments; branch:anything; column parameters",
                "branch:segments; tag:segments; the path does not have",
                "branch,owner:name; owner,owner:name; does not end the path",
                "{owner}/{repo}; {owner}/{project}; the path does not have",
                "v11,n; v11; 18 cells instead of 19",
                "a note; a 'note'; nothing",
            })
    void refusesARowThatIsNotSoundlyClassified(String good, String bad, String why) {
        assertThat(GOOD).as("the test's own premise").contains(good);
        String row = GOOD.replace(good, bad);
        if (why.equals("nothing")) {
            row = row.replace('\'', '"');
        }
        String rows = "# first line\n" + COLUMNS + row;

        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> read(rows))
                .withMessageContaining("line 3")
                .withMessageContaining(why.equals("nothing") ? "quotes" : why);
    }

    @Test
    void refusesOtherColumns() {
        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> read("method,path\n"))
                .withMessageContaining("line 1");
    }

    @Test
    void refusesAnOperationThatStandsTwice() throws IOException {
        List<CatalogueEntry> twice = read(COLUMNS + GOOD + "\n" + GOOD);

        assertThatExceptionOfType(CatalogueException.class)
                .isThrownBy(() -> new Catalogue(twice))
                .withMessageContaining("twice");
    }

    private static List<CatalogueEntry> read(String text) throws IOException {
        return CatalogueReader.read(new BufferedReader(new StringReader(text)));
    }
}
