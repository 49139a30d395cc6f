package dev.gatehouse.broker.quarantine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A forge that gives what a bare repository has, and remembers what it was asked for.
final class TestingForge implements ForgeObjects {
    final List<Collection<String>> wanted = new ArrayList<>();
    private final TestingRepository repository;

    TestingForge(TestingRepository repository) {
        this.repository = repository;
    }

    @Override
    public Map<String, String> heads() throws IOException {
        Map<String, String> heads = new LinkedHashMap<>();
        repository
                .git("for-each-ref", "--format=%(objectname) %(refname)", "refs/heads")
                .lines()
                .map(line -> line.split(" ", 2))
                .forEach(line -> heads.put(line[1], line[0]));
        return heads;
    }

    @Override
    public void fetch(Collection<String> wants, Collection<String> haves, OutputStream pack)
            throws IOException {
        synchronized (wanted) {
            wanted.add(List.copyOf(wants));
        }
        pack.write(
                repository.pack(
                        List.copyOf(wants),
                        haves.stream().filter(repository::has).toList(),
                        "--filter=blob:none"));
    }
}
