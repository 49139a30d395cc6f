package dev.gatehouse.broker.tool.repository;

import static dev.gatehouse.broker.tool.Common.LIMIT;

import dev.gatehouse.broker.route.RepositoryName;
import dev.gatehouse.broker.tool.GitUrl;
import dev.gatehouse.broker.tool.Parameter;
import dev.gatehouse.broker.tool.Remotes;
import dev.gatehouse.broker.tool.Step;
import dev.gatehouse.broker.tool.Tool;
import dev.gatehouse.broker.tool.ToolCall;
import dev.gatehouse.broker.tool.ToolFailure;
import dev.gatehouse.broker.tool.ToolResult;
import dev.gatehouse.broker.tool.View;
import dev.gatehouse.broker.tool.forge.Forge;
import dev.gatehouse.broker.tool.forge.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `forge repo`: whole repositories; what is in one is in the classes beside.
public final class RepositoryTools {
    private static final Parameter README = Parameter.flag("readme", "show its README too").plain();
    private static final Parameter OWNER =
            Parameter.text("owner", "whose (yours)").optionalOperand();
    private static final Parameter WORDS = Parameter.text("words", "words to find").operand();
    private static final Parameter REPOSITORY =
            Parameter.text("name", "OWNER/REPO").operand().plain();
    private static final Parameter DIRECTORY =
            Parameter.text("directory", "to make (the repository's name)").optionalOperand();
    private static final Parameter NEW_NAME = Parameter.text("name", "its name").operand().plain();
    private static final Parameter FORK_NAME = Parameter.text("fork-name", "name of the fork");
    private static final Parameter ORGANIZATION =
            Parameter.text("org", "in this organization (as your own)");
    private static final Parameter DESCRIPTION =
            Parameter.text("description", "what it is").shortly('d');
    private static final Parameter PUBLIC = Parameter.flag("public", "for all to see (private)");
    private static final Parameter ADD_README =
            Parameter.flag("add-readme", "begin it with a README");

    private RepositoryTools() {}

    public static List<Tool> all() {
        return Stream.of(own(), RefTools.all(), ContentTools.all()).flatMap(List::stream).toList();
    }

    private static List<Tool> own() {
        return List.of(
                Tool.read("repo", "view", "Show a repository")
                        .plain()
                        .takes(README)
                        .needs("repoGet")
                        .does(RepositoryTools::view),
                Tool.read("repo", "list", "List repositories of an owner")
                        .plain()
                        .takes(OWNER, LIMIT)
                        .needs("userListRepos")
                        .ofNoRepository()
                        .does(RepositoryTools::list),
                Tool.read("repo", "search", "Search all repositories")
                        .takes(WORDS, LIMIT)
                        .needs("repoSearch")
                        .ofNoRepository()
                        .does(RepositoryTools::search),
                // What git may have, the policy decides when git comes for it.
                Tool.read("repo", "clone", "Clone a repository")
                        .takes(REPOSITORY, DIRECTORY)
                        .ofNoRepository()
                        .besideAgent()
                        .does(RepositoryTools::cloned),
                Tool.write("repo", "fork", "Fork a repository")
                        .takes(ORGANIZATION, FORK_NAME)
                        .needs("createFork")
                        .does(RepositoryTools::fork),
                Tool.write("repo", "create", "Make a repository")
                        .plain()
                        .takes(NEW_NAME, ORGANIZATION, DESCRIPTION, PUBLIC, ADD_README)
                        .needs("createCurrentUserRepo")
                        .ofNoRepository()
                        .does(RepositoryTools::create));
    }

    private static ToolResult view(ToolCall call) throws ToolFailure {
        ObjectNode data = RepositoryData.of(call.forge().get(call.target()));
        String readme = "";
        if (call.flag(README)) {
            readme = readme(call).orElse("");
            data.put("readme", readme);
        }
        return ToolResult.of(data, RepositoryData.card(data, readme))
                .shownAt(data.path("url").asString());
    }

    private static Optional<String> readme(ToolCall call) throws ToolFailure {
        Target contents = call.target("contents");
        for (JsonNode entry : call.forge().get(contents)) {
            String name = entry.path("name").asString("");
            boolean file = entry.path("type").asString("").equals("file");
            if (file && name.toLowerCase(Locale.ROOT).matches("readme(\\.(md|txt|rst|org))?")) {
                return FileText.of(call.forge().get(contents.file(name)));
            }
        }
        return Optional.empty();
    }

    private static ToolResult list(ToolCall call) throws ToolFailure {
        String owner = call.account(call.given(OWNER).orElse("@me"));
        Target target = Target.of("users", owner, "repos");
        return RepositoryData.result(
                call.forge().list(target, call.number(LIMIT)), call.setting().now());
    }

    private static ToolResult search(ToolCall call) throws ToolFailure {
        Target target = Target.of("repos", "search").with("q", call.text(WORDS));
        return RepositoryData.result(
                call.forge().list(target, call.number(LIMIT), "data"), call.setting().now());
    }

    private static ToolResult cloned(ToolCall call) throws ToolFailure {
        RepositoryName repository = Remotes.named(call.text(REPOSITORY));
        String url = GitUrl.of(call, repository);
        List<String> arguments = new ArrayList<>(List.of("clone", "--", url));
        call.given(DIRECTORY).ifPresent(arguments::add);
        ObjectNode data =
                Forge.object().put("nameWithOwner", repository.toString()).put("url", url);
        return ToolResult.of(data, new View.Line("cloning " + repository))
                .then(new Step.Git(arguments));
    }

    private static ToolResult fork(ToolCall call) throws ToolFailure {
        ObjectNode wanted = Forge.object();
        call.given(ORGANIZATION).ifPresent(name -> wanted.put("organization", name));
        call.given(FORK_NAME).ifPresent(name -> wanted.put("name", name));
        return made(call.forge().post(call.target("forks"), wanted), "forked " + call.repository());
    }

    private static ToolResult create(ToolCall call) throws ToolFailure {
        ObjectNode wanted = Forge.object();
        wanted.put("name", call.text(NEW_NAME));
        wanted.put("private", !call.flag(PUBLIC));
        wanted.put("auto_init", call.flag(ADD_README));
        call.given(DESCRIPTION).ifPresent(text -> wanted.put("description", text));
        Target target =
                call.given(ORGANIZATION)
                        .map(name -> Target.of("orgs", name, "repos"))
                        .orElse(Target.of("user", "repos"));
        return made(call.forge().post(target, wanted), "made");
    }

    private static ToolResult made(JsonNode repository, String done) {
        ObjectNode data = RepositoryData.of(repository);
        String url = data.path("url").asString();
        String line = done + ": " + data.path("nameWithOwner").asString() + ", " + url;
        return ToolResult.of(data, new View.Line(line)).shownAt(url);
    }
}
