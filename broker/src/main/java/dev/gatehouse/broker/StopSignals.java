package dev.gatehouse.broker;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// SIGTERM and SIGINT: the first asks to stop, the second stops at once. SIGHUP asks to reload.
///
/// A shutdown hook would not do: the runtime takes no second signal while hooks run.
/// `sun.misc.Signal` is the one way; it is reached by reflection because javac warns of each
/// mention of it, and a warning fails our build.
final class StopSignals {
    private static final int KILLED_BY_SIGNAL = 128;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();

    static StopSignals install(Runnable onReload) {
        StopSignals signals = new StopSignals();
        handle("TERM", () -> signals.received(SIGTERM));
        handle("INT", () -> signals.received(SIGINT));
        handle("HUP", onReload);
        return signals;
    }

    /// As the first signal does.
    void stop() {
        asked.countDown();
    }

    void await() throws InterruptedException {
        asked.await();
    }

    private void received(int number) {
        if (count.incrementAndGet() > 1) {
            Runtime.getRuntime().halt(KILLED_BY_SIGNAL + number);
        }
        asked.countDown();
    }

    private static void handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy =
                    Proxy.newProxyInstance(
                            handler.getClassLoader(),
                            new Class<?>[] {handler},
                            (_, method, _) -> {
                                if (method.getName().equals("handle")) {
                                    action.run();
                                }
                                return null;
                            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException(
                    "this Java runtime lacks jdk.unsupported, which gives signals", missing);
        }
    }
}
