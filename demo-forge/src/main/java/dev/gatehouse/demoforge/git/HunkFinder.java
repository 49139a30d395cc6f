package dev.gatehouse.demoforge.git;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a diff down to the few lines before a commented one.
final class HunkFinder {
    private static final Pattern HEAD = Pattern.compile("@@ -(\\d+)(?:,\\d+)? \\+(\\d+).*");
    private static final int LINES_SHOWN = 4;

    private final long wanted;
    private final boolean ofOldFile;

    HunkFinder(long line, boolean ofOldFile) {
        this.wanted = line;
        this.ofOldFile = ofOldFile;
    }

    String find(List<String> diff) {
        Deque<String> shown = new ArrayDeque<>();
        String head = "";
        long old = 0;
        long now = 0;
        for (String line : diff) {
            Matcher start = HEAD.matcher(line);
            if (start.matches()) {
                head = line;
                old = Long.parseLong(start.group(1));
                now = Long.parseLong(start.group(2));
                shown.clear();
            } else if (!head.isEmpty()) {
                keep(shown, line);
                boolean isOld = !line.startsWith("+");
                boolean isNew = !line.startsWith("-");
                if (ofOldFile ? isOld && old == wanted : isNew && now == wanted) {
                    return head + "\n" + String.join("\n", shown);
                }
                old += isOld ? 1 : 0;
                now += isNew ? 1 : 0;
            }
        }
        return "";
    }

    private static void keep(Deque<String> shown, String line) {
        shown.addLast(line);
        if (shown.size() > LINES_SHOWN) {
            shown.removeFirst();
        }
    }
}
