package dev.gatehouse.bench.trial;

/// A Java program that does nothing else: what every other one starts behind.
public final class Hello {
    private Hello() {}

    public static void main(String[] arguments) {
        System.out.println("hello, world");
    }
}
