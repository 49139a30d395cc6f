package dev.gatehouse.broker.cli.pages;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The man page of one command, section 1.
final class CommandPage {
    private final Verb verb;
    private final Roff page;

    private CommandPage(Verb verb, Edition edition) {
        this.verb = verb;
        this.page = edition.page(verb.pageName(), 1);
    }

    static String of(Verb verb, Edition edition) {
        return new CommandPage(verb, edition).written();
    }

    private String written() {
        page.section("NAME");
        page.paragraph(verb.pageName() + " - " + decapitalised(verb.purpose()));
        page.section("SYNOPSIS");
        page.typed(verb.typed(), verb.synopsis().substring(verb.typed().length()).strip());
        page.section("DESCRIPTION");
        page.paragraph(verb.description());
        arguments();
        options();
        commands();
        page.section("EXIT STATUS");
        page.paragraph(verb.exitStatus());
        if (verb.words().isEmpty()) {
            files();
        }
        page.section("SEE ALSO");
        page.paragraph(String.join(", ", neighbours()));
        return page.toString();
    }

    private void arguments() {
        if (verb.arguments().isEmpty()) {
            return;
        }
        page.section("ARGUMENTS");
        for (PositionalParamSpec argument : verb.arguments()) {
            page.entry(argument.paramLabel(), Verb.plain(argument.description()));
        }
    }

    private void options() {
        if (verb.options().isEmpty()) {
            return;
        }
        page.section("OPTIONS");
        for (OptionSpec option : verb.options()) {
            String names = String.join(", ", option.names());
            page.entry(
                    Value.of(option) instanceof Value.None
                            ? names
                            : names + " " + option.paramLabel(),
                    Verb.plain(option.description()));
        }
    }

    private void commands() {
        if (verb.children().isEmpty()) {
            return;
        }
        page.section("COMMANDS");
        for (Verb child : verb.children()) {
            page.entry(child.typed(), child.purpose() + ".");
        }
    }

    private void files() {
        page.section("FILES");
        page.entry(
                "/etc/gatehouse/gatehouse.yaml",
                "The configuration; see gatehouse.yaml(5). No secret stands in it.");
        page.entry(
                "/etc/gatehouse/tokens/",
                "A file for each agent's token, which only the broker's user may read.");
        page.entry(
                "/var/lib/gatehouse/audit.jsonl, audit-FIRST-LAST.jsonl, audit.head",
                "The audit log. The broker begins a new file itself, by the setting audit.rotate. No"
                        + " logrotate may rename, cut or compress these files: each record carries the"
                        + " hash of the one before, across all of them, and a change shows in"
                        + " 'gatehouse audit verify'.");
        page.entry(
                "/run/gatehouse/agents/AGENT/",
                "The directory with an agent's sockets, which its container mounts read-only.");
        page.entry("/run/gatehouse/admin.sock", "The operator's socket.");
    }

    private List<String> neighbours() {
        List<String> pages = new ArrayList<>();
        if (!verb.words().isEmpty()) {
            String name = verb.pageName();
            pages.add(name.substring(0, name.lastIndexOf('-')) + "(1)");
        }
        verb.children().forEach(child -> pages.add(child.pageName() + "(1)"));
        pages.add("gatehouse.yaml(5)");
        return pages;
    }

    /// The line that apropos(1) prints begins in lower case.
    private static String decapitalised(String sentence) {
        return sentence.isEmpty()
                ? sentence
                : Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
