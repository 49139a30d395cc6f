package dev.gatehouse.image;

import dev.gatehouse.image.Finding.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a Dockerfile, and the scripts that its RUN lines call, for what no image here may do.
/// Needs no daemon.
///
/// The scripts count as part of the line: `scripts` gives the text of one by its name.
final class DockerfileAudit {
    private static final Pattern SCRIPT =
            Pattern.compile("sh /opt/gatehouse/(?:parts|profile)/(\\w+)");
    private static final Pattern SECRET =
            Pattern.compile(
                    "(?i)\\b\\w*(TOKEN|SECRET|PASSW|API_?KEY|CREDENTIAL|PRIVATE|ACCESS_KEY)\\w*");

    /// What programs are given that insist on a key. It is written in the documentation, opens
    /// nothing, and the broker drops it: no secret, whatever the variable is called.
    private static final Pattern PUBLIC_WORD =
            Pattern.compile("\\b\\w+=gatehouse-keeps-the-key(?=\\s|$)");

    private static final Pattern PROXY = Pattern.compile("(?i)\\b\\w+_PROXY\\b");
    private static final Pattern PRIVILEGE =
            Pattern.compile(
                    "(?m)(^|[;&|(])\\s*sudo\\s|--privileged|security=insecure|chmod\\s+(-R\\s+)?([0-7]?777|[246][0-7]{3}|[ugoa]*\\+s)|setcap ");
    private static final Pattern FETCHED_AND_RUN =
            Pattern.compile(
                    "\\b(curl|wget)\\b[^|\\n]*\\|\\s*(ba|da)?sh\\b|\\b(curl|wget|pip3? install|npm (i|install)|npx)\\s");
    private static final Pattern UNVERIFIED =
            Pattern.compile(
                    "--allow-unauthenticated|--allow-insecure|AllowInsecureRepositories|\\bcurl\\b.*\\s(-k|--insecure)\\b"
                            + "|--no-check-certificate|trusted=yes|strict-ssl[= ]false");
    private static final Pattern INSTALL =
            Pattern.compile("apt-get[^\\n;&]*\\sinstall\\b[^\\n;&]*");

    private final UnaryOperator<String> scripts;
    private final Map<String, String> defaults = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();

    private DockerfileAudit(UnaryOperator<String> scripts) {
        this.scripts = scripts;
    }

    static List<Finding> of(String dockerfile, UnaryOperator<String> scripts) {
        DockerfileAudit audit = new DockerfileAudit(scripts);
        audit.read(Instruction.allOf(dockerfile));
        return List.copyOf(audit.findings);
    }

    /// What a stage would run as, which a stage built on it takes over.
    private record Stage(Instruction user, boolean enters) {
        static Stage on(Instruction from) {
            return new Stage(new Instruction(from.line(), "USER", "root"), false);
        }
    }

    private void read(List<Instruction> instructions) {
        Map<String, Stage> stages = new HashMap<>();
        String name = "";
        Stage stage = Stage.on(instructions.getLast());
        for (Instruction instruction : instructions) {
            String arguments = instruction.arguments();
            switch (instruction.name()) {
                case "FROM" -> {
                    String[] words = expanded(arguments).split("\\s+", 4);
                    Stage below = stages.get(words[0]);
                    stage = below == null ? Stage.on(instruction) : below;
                    name = words.length == 3 ? words[2] : "";
                    if (below == null) {
                        base(instruction, words[0]);
                    }
                }
                case "ARG", "ENV" -> value(instruction);
                case "ADD" -> report(instruction, Rule.ADD);
                case "COPY" -> {
                    if (!arguments.contains("--from=") && !arguments.contains("--chown=")) {
                        report(instruction, Rule.COPY_WITHOUT_OWNER);
                    }
                }
                case "RUN" -> run(instruction, withScripts(arguments));
                case "USER" -> stage = new Stage(instruction, stage.enters());
                case "ENTRYPOINT" -> {
                    stage = new Stage(stage.user(), true);
                    execForm(instruction);
                }
                case "CMD" -> execForm(instruction);
                case "EXPOSE" -> report(instruction, Rule.EXPOSED_PORT);
                case "VOLUME" -> report(instruction, Rule.UNNAMED_VOLUME);
                default -> {}
            }
            stages.put(name, stage);
        }
        if (isRoot(stage.user().arguments())) {
            report(stage.user(), Rule.ROOT_AT_RUN_TIME);
        }
        if (!stage.enters()) {
            report(instructions.getLast(), Rule.NO_ENTRY_POINT);
        }
    }

    private void base(Instruction instruction, String image) {
        String name = image.substring(image.lastIndexOf('/') + 1);
        boolean pinned = name.contains(":") && !name.endsWith(":latest");
        if (!pinned && !image.equals("scratch")) {
            report(instruction, Rule.UNPINNED_BASE);
        }
    }

    private void value(Instruction instruction) {
        String arguments = instruction.arguments();
        String[] pair = arguments.split("=", 2);
        if (instruction.is("ARG") && pair.length == 2) {
            defaults.put(pair[0], pair[1].replace("\"", ""));
        }
        if (SECRET.matcher(PUBLIC_WORD.matcher(arguments).replaceAll("")).find()) {
            report(instruction, Rule.SECRET_IN_HISTORY);
        }
        if (PROXY.matcher(arguments).find()) {
            report(instruction, Rule.PROXY_IN_IMAGE);
        }
    }

    private void run(Instruction instruction, String commands) {
        if (PRIVILEGE.matcher(commands).find()) {
            report(instruction, Rule.PRIVILEGE);
        }
        if (FETCHED_AND_RUN.matcher(commands).find()) {
            report(instruction, Rule.UNPINNED_FETCH);
        }
        if (UNVERIFIED.matcher(commands).find()) {
            report(instruction, Rule.UNVERIFIED_FETCH);
        }
        Matcher installs = INSTALL.matcher(commands);
        boolean installed = false;
        while (installs.find()) {
            installed = true;
            if (!installs.group().contains("--no-install-recommends")) {
                report(instruction, Rule.RECOMMENDED_PACKAGES);
            }
        }
        if (installed && !commands.contains("rm -rf /var/lib/apt/lists/")) {
            report(instruction, Rule.PACKAGE_LISTS_LEFT);
        }
    }

    private void execForm(Instruction instruction) {
        if (!instruction.arguments().startsWith("[")) {
            report(instruction, Rule.SHELL_FORM);
        }
    }

    private boolean isRoot(String user) {
        String name = expanded(user).split(":", 2)[0];
        return name.isEmpty() || name.equals("root") || name.matches("0+") || name.startsWith("$");
    }

    private String withScripts(String commands) {
        Matcher called = SCRIPT.matcher(commands);
        StringBuilder all = new StringBuilder(commands);
        while (called.find()) {
            scripts.apply(called.group(1))
                    .lines()
                    .filter(line -> !line.stripLeading().startsWith("#"))
                    .forEach(line -> all.append('\n').append(line));
        }
        return all.toString();
    }

    private String expanded(String text) {
        return Pattern.compile("\\$\\{(\\w+)}")
                .matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                defaults.getOrDefault(found.group(1), "$" + found.group(1))));
    }

    private void report(Instruction instruction, Rule rule) {
        findings.add(new Finding(instruction.line(), rule));
    }
}
