package dev.gatehouse.broker.policy;

/// One ref that a push writes, as git's client says it. Forgejo compares the old id itself, under
/// lock, so what claims to be new or to start at an id fails there if it does not.
///
/// @param ref full name, such as `refs/heads/main`
/// @param oldId the object it points to now; zeros: there is none
/// @param newId the object it is to point to; zeros: it is to go
public record RefChange(String ref, String oldId, String newId) {
    public boolean isDelete() {
        return isZeros(newId);
    }

    public boolean isCreate() {
        return isZeros(oldId) && !isDelete();
    }

    public boolean isUpdate() {
        return !isDelete() && !isCreate();
    }

    private static boolean isZeros(String id) {
        return id.chars().allMatch(digit -> digit == '0');
    }
}
