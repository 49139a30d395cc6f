package dev.gatehouse.demoforge.world;

/// A label of one repository, which issues have by id or by name.
public final class Label {
    private final long id;
    private String name;
    private String color;
    private String description;
    private boolean exclusive;
    private boolean archived;

    Label(long id, String name, String color, String description) {
        this.id = id;
        this.name = name;
        this.color = color;
        this.description = description;
    }

    public long id() {
        return id;
    }

    public String name() {
        return name;
    }

    /// Six hexadecimal digits.
    public String color() {
        return color;
    }

    public String description() {
        return description;
    }

    /// Whether an issue has at most one label of the same scope, which is what is before a slash.
    public boolean isExclusive() {
        return exclusive;
    }

    public boolean isArchived() {
        return archived;
    }

    public void rename(String newName) {
        name = newName;
    }

    public void paint(String newColor) {
        color = newColor;
    }

    public void describe(String newDescription) {
        description = newDescription;
    }

    public void setExclusive(boolean nowExclusive) {
        exclusive = nowExclusive;
    }

    public void setArchived(boolean nowArchived) {
        archived = nowArchived;
    }
}
