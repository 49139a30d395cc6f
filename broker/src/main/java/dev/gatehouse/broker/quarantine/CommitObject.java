package dev.gatehouse.broker.quarantine;

import java.util.List;

/// What counts of a commit here.
record CommitObject(String tree, List<String> parents) {
    CommitObject {
        parents = List.copyOf(parents);
    }
}
