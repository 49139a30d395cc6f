package dev.gatehouse.broker;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.gatehouse.broker.admission.Admissions;
import dev.gatehouse.broker.admission.Admitted;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The rooms of the broker and what each may use. A sub-package belongs to its room.
class ArchitectureTest {
    private static final String ROOT = "dev.gatehouse.broker";
    private static final JavaClasses CLASSES = compiled();

    private static final Map<String, Set<String>> ROOMS =
            Map.ofEntries(
                    entry("agent", Set.of()),
                    entry("text", Set.of()),
                    entry("git", Set.of("text")),
                    entry("framing", Set.of()),
                    entry("door", Set.of("agent")),
                    entry("quarantine", Set.of("git")),
                    entry("route", Set.of()),
                    entry("policy", Set.of("agent", "route")),
                    entry("audit", Set.of("agent", "route", "policy")),
                    // The quarantine: only its verdict takes a push further.
                    entry(
                            "admission",
                            Set.of("agent", "route", "policy", "audit", "quarantine", "model")),
                    // The route: a request target is read as strictly here.
                    entry("model", Set.of("agent", "route")),
                    entry("credential", Set.of("agent")),
                    // The policy: the branches of a pull request are asked for in its words. Git
                    // and
                    // the quarantine: what it asks of Forgejo is fetched with a credential.
                    entry(
                            "upstream",
                            Set.of(
                                    "admission",
                                    "credential",
                                    "agent",
                                    "route",
                                    "policy",
                                    "git",
                                    "quarantine",
                                    "model")),
                    // The policy: a body's facts are read in its words, and the agent may ask for
                    // its grants.
                    entry(
                            "relay",
                            Set.of(
                                    "door",
                                    "framing",
                                    "upstream",
                                    "admission",
                                    "audit",
                                    "agent",
                                    "credential",
                                    "route",
                                    "policy",
                                    "git",
                                    "quarantine",
                                    "line",
                                    "own",
                                    "model")),
                    entry("line", Set.of()),
                    entry("own", Set.of("agent", "route", "line")),
                    // The policy: a tool is shown only where it is permitted.
                    entry("tool", Set.of("agent", "route", "policy", "line", "own", "text")),
                    // Admission: exchange ids are counted over all doors.
                    entry("egress", Set.of("door", "framing", "agent", "audit", "admission")),
                    entry("listener", Set.of("door", "agent")),
                    // The route: roles, risks and operations are the catalogue's words. The model
                    // and egress: rules, limits and prices are their own. The log: so are its
                    // formats and levels.
                    entry("config", Set.of("agent", "policy", "route", "model", "egress", "log")),
                    // Audit and upstream: there every call and every answer is heard of.
                    entry("metrics", Set.of("agent", "audit", "upstream")),
                    entry("log", Set.of("text")),
                    entry("systemd", Set.of()),
                    entry("worker", Set.of("agent", "text")),
                    // What it judges, in their own words. It asks the forge through the root, and
                    // changes nothing.
                    entry(
                            "doctor",
                            Set.of(
                                    "agent",
                                    "route",
                                    "policy",
                                    "config",
                                    "credential",
                                    "audit",
                                    "text",
                                    "worker")),
                    entry(
                            "admin",
                            Set.of(
                                    "agent",
                                    "route",
                                    "policy",
                                    "audit",
                                    "admission",
                                    "credential",
                                    "upstream",
                                    "framing",
                                    "relay",
                                    "listener",
                                    "metrics",
                                    "log",
                                    "config")),
                    entry(
                            "cli",
                            Set.of(
                                    "agent",
                                    "route",
                                    "policy",
                                    "audit",
                                    "admission",
                                    "credential",
                                    "upstream",
                                    "relay",
                                    "listener",
                                    "config",
                                    "admin",
                                    "worker",
                                    "doctor",
                                    "log",
                                    "systemd")));

    @Test
    void everyPackageIsARoomOfTheTable() {
        assertThat(
                        CLASSES.stream()
                                .map(JavaClass::getPackageName)
                                .filter(name -> name.startsWith(ROOT + "."))
                                .map(name -> name.substring(ROOT.length() + 1).split("\\.", 2)[0])
                                .distinct())
                .as("a new room needs a row")
                .isSubsetOf(ROOMS.keySet());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aRoomUsesOnlyTheRoomsOfItsRow(String room, Set<String> used) {
        String[] allowed =
                Stream.concat(Stream.of(room), used.stream())
                        .map(ArchitectureTest::packages)
                        .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(packages(room))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(ROOT + "..")
                                .and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .allowEmptyShould(true)
                .because("the arrows between rooms are few and go one way")
                .check(CLASSES);
    }

    static Stream<Arguments> aRoomUsesOnlyTheRoomsOfItsRow() {
        return ROOMS.entrySet().stream().map(room -> arguments(room.getKey(), room.getValue()));
    }

    @Test
    void roomsFormNoCycle() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a room can be read, tested and changed without those that use it")
                .check(CLASSES);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aLibraryIsUsedOnlyWhereItIsTheRoomsBusiness(
            String library, Set<String> rooms, String because) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .resideOutsideOfPackages(
                        rooms.stream()
                                .map(room -> room.equals("root") ? ROOT : packages(room))
                                .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .because(because)
                .check(CLASSES);
    }

    static Stream<Arguments> aLibraryIsUsedOnlyWhereItIsTheRoomsBusiness() {
        return Stream.of(
                arguments(
                        "io.netty..",
                        Set.of(
                                "door",
                                "framing",
                                "line",
                                "listener",
                                "relay",
                                "egress",
                                "upstream",
                                "admin",
                                // Which socket a descriptor is, asked by Netty's natives.
                                "systemd",
                                "root"),
                        "what decides, records and lends is tested without a network"),
                arguments(
                        "org.newsclub..",
                        Set.of("systemd"),
                        "descriptors are passed on in one place, to the service manager"),
                arguments(
                        "java.lang.foreign..",
                        Set.of("listener", "line"),
                        "native code can do anything: it is called to ask who calls, and for sockets"
                                + " without a name"),
                arguments(
                        "com.github.dockerjava..",
                        Set.of("worker"),
                        "the daemon that holds tokens has no power over containers"),
                arguments(
                        "tools.jackson..",
                        Set.of(
                                "audit",
                                "config",
                                "credential",
                                "upstream",
                                "relay",
                                "egress",
                                "admin",
                                "worker",
                                "log",
                                "doctor",
                                "tool",
                                "cli"),
                        "only these read or write documents"),
                arguments(
                        "io.micrometer..",
                        Set.of("metrics"),
                        "the rooms that are counted tell it by interfaces of their own"),
                arguments(
                        "io.github.bucket4j..",
                        Set.of("relay"),
                        "limits are counted where exchanges begin and end"),
                arguments(
                        "ch.qos.logback..",
                        Set.of("log"),
                        "all others log by SLF4J; where and how is one room's business"),
                arguments(
                        "picocli..",
                        Set.of("cli", "tool.shell", "root"),
                        "arguments are read at the edge; the rooms get values"));
    }

    @Test
    void theSecretStaysWithThoseWhoHoldAndSendIt() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .resideOutsideOfPackages(packages("credential"), packages("upstream"))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName(ROOT + ".credential.Secret")
                .because("who cannot name a token cannot show one")
                .check(CLASSES);
    }

    @Test
    void aCallMayGoOnlyWhereAdmissionsSaysSo() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Admissions.class)
                .should()
                .callConstructorWhere(
                        describe(
                                "an Admitted is made",
                                (JavaConstructorCall call) ->
                                        call.getTargetOwner().isEquivalentTo(Admitted.class)))
                .because("nothing goes upstream that was not decided and put on record")
                .check(CLASSES);
    }

    @Test
    void pureRoomsTouchNoFileNetworkClockChanceOrLog() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        packages("agent"),
                        packages("text"),
                        packages("git"),
                        packages("route"),
                        packages("policy"),
                        ROOT + ".model",
                        packages("model.json"))
                .and()
                .haveNameNotMatching(".*\\.(route\\.Catalogue(Reader)?|git\\.PackStream)")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("java.net..", "java.nio.channels..", "org.slf4j..")
                                .or(
                                        describe(
                                                "files, streams, clocks, chance",
                                                ArchitectureTest::isImpure)))
                .because(
                        "the same call gets the same decision, whenever and wherever it is asked"
                                + " for; only the catalogue is read, once, from the program itself,"
                                + " and a pack, which no memory holds, is written where it is told")
                .check(CLASSES);
    }

    private static boolean isImpure(JavaClass type) {
        String name = type.getFullName();
        return name.matches(
                        "java\\.io\\.(File|RandomAccess|Input|Output|Print|Buffered|Reader|Writer).*")
                || name.equals("java.nio.file.Files")
                || name.matches("java\\.time\\.(Clock|InstantSource)")
                || name.matches("java\\..*Random.*")
                || name.startsWith("java.util.logging");
    }

    @Test
    void aProcessIsStartedOnlyWhereItIsTheRoomsBusiness() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "..")
                .and()
                .resideOutsideOfPackages(
                        ROOT + ".credential.source..", packages("quarantine"), ROOT + ".cli.demo..")
                // The operator's own command for alarms.
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".Alarms")
                // The service manager is asked by its own program.
                .and()
                .doNotHaveFullyQualifiedName(ROOT + ".doctor.host.HostPrograms")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .because("each program that runs is given only what it needs, in one place")
                .check(CLASSES);
    }

    @Test
    void onlyMainSpeaksToTheProcess() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Main.class)
                .should()
                .accessTargetWhere(
                        describe(
                                "the process's environment, properties or end",
                                ArchitectureTest::isOfTheProcess))
                .because("what comes from outside is passed in, so that tests can pass it in")
                .check(CLASSES);
    }

    private static boolean isOfTheProcess(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        return (target.getOwner().isEquivalentTo(System.class)
                        && target.getName().matches("exit|getenv|getProperty|getProperties"))
                || (target.getOwner().isEquivalentTo(Runtime.class)
                        && target.getName().equals("exit"));
    }

    @Test
    void aTypesNameSaysWhatItIs() {
        classes()
                .that()
                .resideInAPackage(ROOT + "..")
                .should()
                .haveNameNotMatching(
                        ".*[.$](Abstract[A-Z]\\w*|\\w*(Utils?|Helpers?|Manager|Impl|Base))")
                .because("such a name says that nobody knew what the type is for")
                .check(CLASSES);
    }

    private static String packages(String room) {
        return ROOT + "." + room + "..";
    }

    private static JavaClasses compiled() {
        try {
            return new ClassFileImporter()
                    .importPath(
                            Path.of(
                                    Main.class
                                            .getProtectionDomain()
                                            .getCodeSource()
                                            .getLocation()
                                            .toURI()));
        } catch (URISyntaxException noPath) {
            throw new AssertionError(noPath);
        }
    }
}
