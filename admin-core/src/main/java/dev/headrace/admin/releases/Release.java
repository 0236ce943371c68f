package dev.headrace.admin.releases;

import dev.headrace.admin.activity.Subject;
import dev.headrace.admin.scheduling.PlannedTime;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.admin.web.RequestId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A named set of publications and removals. What it has is in {@link ReleaseItems}. */
@Entity
class Release {

    /** What has become of a release. */
    enum State {
        /** Staff compose it. */
        open,
        /** Its documents are rendered; readers get none of them yet. */
        publishing,
        /** Readers get it. */
        live,
        /** It is being rolled back. */
        returning,
        /** Readers get what they got before. */
        returned
    }

    @Id
    private UUID id;

    private String name;

    @Version
    private int version;

    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "due_at")
    private @Nullable Instant dueAt;

    private @Nullable String zone;

    /** The email address of the person who scheduled it. */
    @Column(name = "requested_name")
    private @Nullable String requestedBy;

    @Column(name = "request_id")
    private @Nullable String requestId;

    /** Why the last attempt to publish it at its time, or to roll it back, failed. */
    private @Nullable String problem;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "updated_by")
    private String updatedBy;

    @Column(name = "published_at")
    private @Nullable Instant publishedAt;

    @Column(name = "published_by")
    private @Nullable String publishedBy;

    @Column(name = "live_at")
    private @Nullable Instant liveAt;

    @Column(name = "returned_at")
    private @Nullable Instant returnedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets the fields itself
    protected Release() {}

    Release(UUID id, String name, String by, Instant now) {
        this.id = id;
        this.name = name;
        this.state = State.open;
        this.createdAt = now;
        this.createdBy = by;
        this.updatedAt = now;
        this.updatedBy = by;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    int version() {
        return version;
    }

    State state() {
        return state;
    }

    /** The time at which it will be published; empty if it is not scheduled. */
    Optional<Instant> dueAt() {
        return Optional.ofNullable(dueAt);
    }

    /** The time zone in which its time was chosen. */
    Optional<ZoneId> zone() {
        return Optional.ofNullable(zone).map(ZoneId::of);
    }

    Optional<String> requestedBy() {
        return Optional.ofNullable(requestedBy);
    }

    @Nullable
    String requestId() {
        return requestId;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    Instant createdAt() {
        return createdAt;
    }

    String createdBy() {
        return createdBy;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    String updatedBy() {
        return updatedBy;
    }

    Optional<Instant> publishedAt() {
        return Optional.ofNullable(publishedAt);
    }

    Optional<String> publishedBy() {
        return Optional.ofNullable(publishedBy);
    }

    /** When edges were told to serve it. */
    Optional<Instant> liveAt() {
        return Optional.ofNullable(liveAt);
    }

    Optional<Instant> returnedAt() {
        return Optional.ofNullable(returnedAt);
    }

    Subject subject() {
        return new Subject(ReleaseActions.RELEASE.name(), id.toString(), null, null, name);
    }

    /** @throws RefusedException unless staff still compose it */
    void mustBeOpen() {
        if (state != State.open) {
            throw new RefusedException("The release was published and cannot be changed any more.");
        }
    }

    /** @throws RefusedException unless staff still compose it */
    void rename(String other, String by, Instant now) {
        mustBeOpen();
        name = other;
        edited(by, now);
    }

    /** Its items were changed. */
    void edited(String by, Instant now) {
        updatedAt = now;
        updatedBy = by;
    }

    void schedule(PlannedTime time, String by, Instant now) {
        dueAt = time.at();
        zone = time.zone().getId();
        requestedBy = by;
        requestId = RequestId.current();
        problem = null;
        edited(by, now);
    }

    void unschedule() {
        dueAt = null;
        zone = null;
        requestedBy = null;
        requestId = null;
    }

    /** Its publication at its time failed. */
    void failed(String reason) {
        unschedule();
        problem = reason;
    }

    void publishing(String by, Instant now) {
        unschedule();
        state = State.publishing;
        problem = null;
        publishedAt = now;
        publishedBy = by;
    }

    /** Edges serve it from now on. */
    void shown(Instant at) {
        liveAt = at;
    }

    /** It was not shown, and staff compose it again. */
    void reopened(String by, Instant now) {
        state = State.open;
        publishedAt = null;
        publishedBy = null;
        edited(by, now);
    }

    void live() {
        state = State.live;
    }

    void returning() {
        state = State.returning;
        problem = null;
    }

    void returned(Instant at) {
        state = State.returned;
        returnedAt = at;
    }

    void notReturned(String reason) {
        state = State.live;
        problem = reason;
    }
}
