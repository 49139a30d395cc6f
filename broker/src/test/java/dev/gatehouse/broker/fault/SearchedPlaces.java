package dev.gatehouse.broker.fault;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Everything that was said and written where no key may be, as it is now.
final class SearchedPlaces {
    private final Map<String, byte[]> places = new LinkedHashMap<>();

    void add(String name, byte[] bytes) {
        places.put(name, bytes);
    }

    /// All files below a directory, and their names.
    void addBelow(String name, Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(directory)) {
            all = walk.toList();
        }
        places.put(name + ": names", all.toString().getBytes(StandardCharsets.UTF_8));
        for (Path file : all) {
            if (Files.isRegularFile(file)) {
                places.put(name + ": " + directory.relativize(file), Files.readAllBytes(file));
            }
        }
    }

    long bytes() {
        return places.values().stream().mapToLong(bytes -> bytes.length).sum();
    }

    int size() {
        return places.size();
    }

    /// What was found, by the place.
    Map<String, String> find(KeyForms forms) {
        Map<String, String> found = new TreeMap<>();
        places.forEach(
                (place, bytes) -> forms.findIn(bytes).ifPresent(form -> found.put(place, form)));
        return found;
    }
}
