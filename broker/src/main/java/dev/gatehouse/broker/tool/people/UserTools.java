package dev.gatehouse.broker.tool.people;

import static dev.gatehouse.broker.tool.Common.LIMIT;

import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.List;

/// `forge user`.
final class UserTools {
    private static final Parameter USER =
            Parameter.text("user", "the account (you)").optionalOperand().plain();
    private static final Parameter WORDS = Parameter.text("words", "words to find").operand();

    private UserTools() {}

    static List<Tool> all() {
        return List.of(
                Tool.read("user", "view", "Show a user")
                        .plain()
                        .takes(USER)
                        .needs("userGet")
                        .ofNoRepository()
                        .does(UserTools::view),
                Tool.read("user", "search", "Search users")
                        .takes(WORDS, LIMIT)
                        .needs("userSearch")
                        .ofNoRepository()
                        .does(UserTools::search));
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        String user = call.account(call.given(USER).orElse("@me"));
        return PersonData.result(call.forge().get(Target.of("users", user)));
    }

    private static ToolResult search(ToolCall call) throws ToolFailure {
        Target target = Target.of("users", "search").with("q", call.text(WORDS));
        return PersonData.result(call.forge().list(target, call.number(LIMIT), "data"));
    }
}
