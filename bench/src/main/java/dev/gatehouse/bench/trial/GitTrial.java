package dev.gatehouse.bench.trial;

import dev.gatehouse.bench.peer.Gatehouse;
import dev.gatehouse.bench.peer.ResourceUse;
import dev.gatehouse.bench.peer.Server;
import dev.gatehouse.bench.peer.Watch;
import dev.gatehouse.bench.report.Bar;
import dev.gatehouse.bench.report.Bar.Side;
import dev.gatehouse.bench.report.Chart;
import dev.gatehouse.bench.report.Figures;
import dev.gatehouse.bench.report.Measure;
import dev.gatehouse.bench.report.Section;
import dev.gatehouse.bench.report.Table;
import dev.gatehouse.demoforge.DemoForge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How long a clone and a push of a large repository take through the bridge, beside the forge's
/// own address.
public final class GitTrial implements Trial {
    private static final Measure TIME = new Measure("time", "s");
    private static final Measure CPU = new Measure("CPU time", "s");
    private static final Measure GROWTH = new Measure("memory growth", "MiB");
    private static final String CLONE = "clone 500 MB";
    private static final String PUSH = "push 500 MB";
    private static final String BRIDGE = "gatehouse";
    private static final String BROKER = "gatehouse, the broker";
    private static final String DIRECT = "direct";
    private static final String ACCOUNT = "dev-bot";
    private static final String OWNER = "charles";
    private static final String NAME = "claude-hooks";
    private static final int FILES = 50;
    private static final int ROUNDS = 3;

    private static final String WHAT =
            """
            git clones a branch of 500 MB of random bytes from the demo forge (`git http-backend` behind a
            Java server) and pushes as much to a new branch, which is removed from the forge after each
            push: once to the forge's own address with the token, once by `forge::` through shim and
            broker. Rounds are interleaved. Growth is the most resident memory of the broker during the
            transfer (every 20 ms) less that before the first one. CPU time is that of git's processes on both
            sides, with the shim's where there is one, and of the broker; the demo forge's own is in no row.
            A quick run takes 20 MB.
            """;

    @Override
    public String name() {
        return "git";
    }

    @Override
    public Section measure(Site site) throws IOException, InterruptedException {
        Path directory = site.directory("git");
        Figures figures = new Figures();
        try (DemoForge forge = DemoForge.start(directory.resolve("forge"))) {
            Gatehouse gatehouse =
                    Gatehouse.configure(
                            site.gatehouse(),
                            directory.resolve("gatehouse"),
                            forge.url().getPort(),
                            1,
                            new Gatehouse.Identity(
                                    ACCOUNT, forge.token(ACCOUNT), OWNER + "/" + NAME));
            try (Server broker = gatehouse.start()) {
                Map<String, String> environment =
                        Map.of(
                                "GATEHOUSE_SOCKET",
                                broker.socket().toString(),
                                "GIT_CONFIG_NOSYSTEM",
                                "1",
                                "HOME",
                                directory.toString(),
                                "PATH",
                                site.shim().resolve("bin") + ":" + System.getenv("PATH"));
                int files = site.quick() ? 2 : FILES;
                LargeSource cloned =
                        LargeSource.make(directory.resolve("cloned"), files, 1, environment);
                LargeSource pushed =
                        LargeSource.make(directory.resolve("pushed"), files, 2, environment);
                LargeSource bare = new LargeSource(forge.gitDirectory(OWNER, NAME), environment);
                bare.leavePacksAsTheyAre();
                bare.git(
                        "-c",
                        "fetch.unpackLimit=1",
                        "fetch",
                        "-q",
                        cloned.directory().toString(),
                        "main:refs/heads/large");
                Remote direct =
                        new Remote(
                                DIRECT,
                                "http://%s:%s@127.0.0.1:%d/%s/%s.git"
                                        .formatted(
                                                ACCOUNT,
                                                forge.token(ACCOUNT),
                                                forge.url().getPort(),
                                                OWNER,
                                                NAME));
                Remote bridge = new Remote(BRIDGE, "forge::" + OWNER + "/" + NAME);
                cloned.git("ls-remote", "-q", bridge.url());
                long residentBefore = broker.use().residentKib();
                for (int round = 0; round < (site.quick() ? 1 : ROUNDS); round++) {
                    for (Remote remote : List.of(direct, bridge)) {
                        String subject = remote.subject();
                        Path clone = directory.resolve("clone-" + subject + "-" + round);
                        try (Watch watch = new Watch(broker)) {
                            Spent spent = Spent.until(broker);
                            Duration time =
                                    cloned.git(
                                            "clone",
                                            "-q",
                                            "--bare",
                                            "--single-branch",
                                            "--branch=large",
                                            remote.url(),
                                            clone.toString());
                            add(figures, CLONE, subject, time, watch, residentBefore);
                            spent.add(figures, CLONE, subject, broker);
                        }
                        Site.delete(clone);
                        String branch = "dev/" + subject + "-" + round;
                        try (Watch watch = new Watch(broker)) {
                            Spent spent = Spent.until(broker);
                            Duration time =
                                    pushed.git(
                                            "push",
                                            "-q",
                                            remote.url(),
                                            "HEAD:refs/heads/" + branch);
                            add(figures, PUSH, subject, time, watch, residentBefore);
                            spent.add(figures, PUSH, subject, broker);
                        }
                        bare.git("update-ref", "-d", "refs/heads/" + branch);
                        bare.git("prune", "--expire=now");
                    }
                }
            }
        }
        return section(figures);
    }

    private record Remote(String subject, String url) {}

    /// CPU time up to a moment, to tell what a transfer took.
    private record Spent(long childrenMicros, long brokerMicros) {
        static Spent until(Server broker) throws IOException {
            return new Spent(ResourceUse.cpuMicrosOfEndedChildren(), broker.use().cpuMicros());
        }

        void add(Figures figures, String condition, String subject, Server broker)
                throws IOException {
            Spent now = until(broker);
            figures.add(CPU, condition, subject, (now.childrenMicros - childrenMicros) / 1e6);
            if (subject.equals(BRIDGE)) {
                figures.add(CPU, condition, BROKER, (now.brokerMicros - brokerMicros) / 1e6);
            }
        }
    }

    private static void add(
            Figures figures,
            String condition,
            String subject,
            Duration time,
            Watch watch,
            long beforeKib) {
        figures.add(TIME, condition, subject, time.toNanos() / 1e9);
        if (subject.equals(BRIDGE)) {
            figures.add(GROWTH, condition, BRIDGE, (watch.mostKib() - beforeKib) / 1024.0);
        }
    }

    private static Section section(Figures figures) {
        List<String> subjects = List.of(DIRECT, BRIDGE);
        List<String> conditions = List.of(CLONE, PUSH);
        return new Section(
                "git",
                "git",
                WHAT,
                figures.all(),
                List.of(
                        Table.of(figures, TIME, subjects, conditions),
                        Table.of(figures, CPU, List.of(DIRECT, BRIDGE, BROKER), conditions),
                        Table.of(figures, GROWTH, List.of(BRIDGE), conditions)),
                List.of(
                        speed(figures, CLONE),
                        speed(figures, PUSH),
                        growth(figures, CLONE),
                        growth(figures, PUSH)),
                List.of(Chart.of("git", figures, TIME, subjects, conditions)),
                List.of());
    }

    private static Bar speed(Figures figures, String condition) {
        return new Bar(
                condition + ", speed to direct's",
                figures.ratio(TIME, condition, DIRECT, BRIDGE),
                Side.AT_LEAST,
                0.95,
                "x");
    }

    private static Bar growth(Figures figures, String condition) {
        return new Bar(
                condition + ", memory growth",
                figures.median(GROWTH, condition, BRIDGE),
                Side.BELOW,
                32,
                "MiB");
    }
}
