package dev.gatehouse.demoforge.git;

/// One entry of a tree; `type` is git's word, `blob` or `tree`.
public record TreeEntry(String path, String type, String id, long bytes) {

    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    public boolean isFile() {
        return type.equals("blob");
    }
}
