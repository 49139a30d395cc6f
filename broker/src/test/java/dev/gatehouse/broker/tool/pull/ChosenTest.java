package dev.gatehouse.broker.tool.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.broker.tool.TestingLine;
import dev.gatehouse.broker.tool.ToolFailure;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChosenTest {
    private final TestingLine line = new TestingLine();

    @Test
    void asksNothingWhereTheNumberIsGiven() throws ToolFailure {
        assertThat(Chosen.number(line.on("dev/x").use(Map.of("number", 5L)))).isEqualTo(5);
        assertThat(line.asked()).isEmpty();
    }

    @Test
    void findsTheOpenOneOfTheBranch() throws ToolFailure {
        line.answering(
                "GET repos/charles/lib/pulls",
                pulls(
                        pull(9, "dev/other", "open"),
                        pull(4, "dev/x", "open"),
                        pull(8, "dev/x", "closed")));

        assertThat(number("dev/x")).as("older forges do not filter").isEqualTo(4);
    }

    @Test
    void takesTheNewestWhereNoneIsOpen() throws ToolFailure {
        line.answering(
                "GET repos/charles/lib/pulls",
                pulls(pull(4, "dev/x", "closed"), pull(8, "dev/x", "closed")));

        assertThat(number("dev/x")).isEqualTo(8);
    }

    @Test
    void doesNotGuessBetweenSeveral() {
        line.answering(
                "GET repos/charles/lib/pulls",
                pulls(pull(4, "dev/x", "open"), pull(8, "dev/x", "open")));

        assertThatThrownBy(() -> number("dev/x")).hasMessageContaining("4, 8");
    }

    @Test
    void knowsTheBranchThatACheckoutMakes() throws ToolFailure {
        line.answering("GET repos/charles/lib/pulls", "[]")
                .answering("GET repos/charles/lib/pulls/12", pull(12, "dev/y", "open"));

        assertThat(number(Chosen.checkoutBranch(12))).isEqualTo(12);
    }

    @Test
    void findsOneThatWasPushedForReview() throws ToolFailure {
        line.answering(
                "GET repos/charles/lib/pulls", "[]", pulls(pull(6, "dev-bot/dev/x", "open")));

        assertThat(number("dev/x")).isEqualTo(6);
    }

    @Test
    void saysWhatToDoWhereThereIsNone() {
        line.answering("GET repos/charles/lib/pulls", "[]");

        assertThatThrownBy(() -> number("dev/x"))
                .isInstanceOf(ToolFailure.class)
                .hasMessageContaining("forge pr create");
        assertThatThrownBy(() -> Chosen.number(new TestingLine().use(Map.of())))
                .hasMessageContaining("give its number");
    }

    private long number(String branch) throws ToolFailure {
        return Chosen.number(line.on(branch).use(Map.of()));
    }

    private static String pulls(String... pulls) {
        return "[" + String.join(",", pulls) + "]";
    }

    private static String pull(long number, String branch, String state) {
        return "{\"number\": %d, \"state\": \"%s\", \"head\": {\"label\": \"%s\"}}"
                .formatted(number, state, branch);
    }
}
