package dev.gatehouse.shim;

final class Main {
    private Main() {}

    static void main() {}
}
