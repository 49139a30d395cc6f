package dev.gatehouse.demoforge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Variables of workflows, which only a repository's owner may touch.
interface VariableContract extends ForgeCalls {

    @Test
    default void walksAVariableThroughItsLife() throws Exception {
        String name = ForgeContract.fresh();
        String variables = HOOKS + "/actions/variables";
        String path = variables + "/" + name;
        ask("charles", 204, "POST", path, "{\"value\":\"one\"}");
        ask("charles", 409, "POST", path, "{\"value\":\"one\"}");
        JsonNode read = get("charles", path);
        assertThat(read.get("name").asString()).isEqualTo(name.toUpperCase(Locale.ROOT));
        assertThat(read.get("data").asString()).isEqualTo("one");
        ask("charles", 204, "PUT", path, "{\"value\":\"two\"}");
        assertThat(get("charles", path).get("data").asString()).isEqualTo("two");
        assertThat(get("charles", variables)).isNotEmpty();
        ask("dev-bot", 403, "GET", variables, "");
        ask("charles", 204, "DELETE", path, "{}");
        assertThat(
                        get("charles", variables)
                                .valueStream()
                                .map(variable -> variable.get("name").asString()))
                .doesNotContain(name.toUpperCase(Locale.ROOT));
    }
}
