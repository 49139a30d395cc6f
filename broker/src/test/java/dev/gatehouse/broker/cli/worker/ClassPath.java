package dev.gatehouse.broker.cli.worker;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The class path of these tests, for a process of its own.
final class ClassPath {
    private ClassPath() {}

    /// Some runners of tests give them to a class loader that the system's does not know of.
    static String ofTests() {
        if (ClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
            return Stream.of(loader.getURLs())
                    .map(URL::getPath)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        return System.getProperty("java.class.path");
    }
}
