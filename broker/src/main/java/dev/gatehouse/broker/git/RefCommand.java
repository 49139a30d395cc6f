package dev.gatehouse.broker.git;

/// What a push asks for one ref.
///
/// @param ref full name, such as `refs/heads/main`
/// @param oldId the object the client believes it points to; zeros: none
/// @param newId the object it is to point to; zeros: it is deleted
public record RefCommand(String ref, String oldId, String newId) {
    public RefCommand {
        RefName.problem(ref)
                .ifPresent(problem -> {
                    throw new IllegalArgumentException("the ref's name " + problem);
                });
        ObjectFormat format =
                ObjectFormat.ofIdLength(oldId.length())
                        .orElseThrow(() -> new IllegalArgumentException("the old id's length"));
        if (!format.isId(oldId) || !format.isId(newId)) {
            throw new IllegalArgumentException(
                    "object ids are 40 or 64 lower-case hex digits, both alike");
        }
    }

    public boolean isCreate() {
        return isZeros(oldId) && !isDelete();
    }

    /// Also where the ref does not exist for the client: git sends zeros twice then.
    public boolean isDelete() {
        return isZeros(newId);
    }

    public boolean isUpdate() {
        return !isCreate() && !isDelete();
    }

    private static boolean isZeros(String id) {
        return id.chars().allMatch(digit -> digit == '0');
    }
}
