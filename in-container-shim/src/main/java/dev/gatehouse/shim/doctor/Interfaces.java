package dev.gatehouse.shim.doctor;

import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;

/// The network interfaces that are up and have an address, but for the loopback interface. Kernels
/// make tunnel devices of their own in every container; without an address they carry nothing.
final class Interfaces {
    private Interfaces() {}

    static List<String> found() {
        List<String> names = new ArrayList<>();
        try {
            for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
                if (!each.isLoopback() && each.isUp()) {
                    names.add(each.getName());
                }
            }
        } catch (SocketException e) {
            names.add("unknown (" + e.getMessage() + ")");
        }
        return names;
    }
}
