package dev.gatehouse.shim.lfs;

import java.io.IOException;

/// A message of git-lfs that is none of those its protocol has.
final class NotUnderstood extends IOException {
    private static final long serialVersionUID = 1;

    NotUnderstood(String what) {
        super(what);
    }
}
