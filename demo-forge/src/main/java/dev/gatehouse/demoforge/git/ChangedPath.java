package dev.gatehouse.demoforge.git;

import java.util.ArrayList;
import java.util.List;

/// One path of a diff. `status` is Forgejo's word: `added`, `deleted` or `changed`.
public record ChangedPath(String path, String status, int additions, int deletions) {

    /// Joins what git tells with `--name-status` and with `--numstat`, line by line.
    static List<ChangedPath> parse(List<String> statuses, List<String> numbers) {
        var paths = new ArrayList<ChangedPath>();
        for (int i = 0; i < statuses.size(); i++) {
            String[] counts = numbers.get(i).split("\t", 3);
            String status =
                    switch (statuses.get(i).charAt(0)) {
                        case 'A' -> "added";
                        case 'D' -> "deleted";
                        default -> "changed";
                    };
            paths.add(new ChangedPath(counts[2], status, count(counts[0]), count(counts[1])));
        }
        return paths;
    }

    private static int count(String number) {
        return number.equals("-") ? 0 : Integer.parseInt(number);
    }
}
