package dev.gatehouse.demoforge.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A release; unless it is a draft, its tag exists in the repository.
public final class Release {
    private final long id;
    private final Account author;
    private final Instant createdAt;
    private final List<Attachment> assets = new ArrayList<>();
    private String tag;
    private String target;
    private String name = "";
    private String body = "";
    private boolean draft;
    private boolean prerelease;

    public Release(long id, String tag, String target, Account author, Instant createdAt) {
        this.id = id;
        this.tag = tag;
        this.target = target;
        this.author = author;
        this.createdAt = createdAt;
    }

    public long id() {
        return id;
    }

    public String tag() {
        return tag;
    }

    /// What is tagged if the tag is not there yet.
    public String target() {
        return target;
    }

    public String name() {
        return name;
    }

    public String body() {
        return body;
    }

    public boolean isDraft() {
        return draft;
    }

    public boolean isPrerelease() {
        return prerelease;
    }

    public Account author() {
        return author;
    }

    public List<Attachment> assets() {
        return assets;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public void retag(String newTag) {
        tag = newTag;
    }

    public void retarget(String newTarget) {
        target = newTarget;
    }

    public void rename(String newName) {
        name = newName;
    }

    public void describe(String newBody) {
        body = newBody;
    }

    public void setDraft(boolean nowDraft) {
        draft = nowDraft;
    }

    public void setPrerelease(boolean nowPrerelease) {
        prerelease = nowPrerelease;
    }
}
