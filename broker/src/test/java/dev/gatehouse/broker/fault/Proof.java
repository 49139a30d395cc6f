package dev.gatehouse.broker.fault;

/// How much a test does: a little in every run, and all of it with `-Dgatehouse.proof=full`, as
/// `./dev proof` has it.
final class Proof {
    private static final boolean FULL = "full".equals(System.getProperty("gatehouse.proof"));

    private Proof() {}

    static boolean isFull() {
        return FULL;
    }

    static int of(int little, int all) {
        return FULL ? all : little;
    }
}
