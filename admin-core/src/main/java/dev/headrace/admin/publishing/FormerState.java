package dev.headrace.admin.publishing;

import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.publishing.Change.Restore;
import dev.headrace.admin.publishing.Publications.Publication;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What readers got for a variant before a change. */
public sealed interface FormerState {

    /**
     * A publication.
     *
     * @param version the number of the revision
     * @param fields its values in stored form
     * @param sharedAt when its shared values were saved
     * @param withdrawal null unless it was withdrawn
     */
    record Published(int version, ObjectNode fields, Instant sharedAt, Instant firstPublishedAt, Instant publishedAt,
            @Nullable Withdrawal withdrawal) implements FormerState {}

    /**
     * No publication.
     *
     * @param ending how it had ended
     */
    record Ended(Ending ending) implements FormerState {}

    static FormerState published(Publication former, Instant sharedAt) {
        return new Published(former.version(), former.fields(), sharedAt, former.firstPublishedAt(),
                former.publishedAt(), former.withdrawal());
    }

    default ObjectNode toJson() {
        return switch (this) {
            case Ended(Ending ending) -> ending.toJson();
            case Published published -> {
                ObjectNode json = JsonNodeFactory.instance.objectNode().put("version", published.version)
                        .put("sharedAt", published.sharedAt.toString())
                        .put("firstPublishedAt", published.firstPublishedAt.toString())
                        .put("publishedAt", published.publishedAt.toString());
                if (published.withdrawal != null) {
                    json.put("withdrawnAt", published.withdrawal.at().toString()).put("notice",
                            published.withdrawal.notice());
                }
                yield json.set("fields", published.fields);
            }
        };
    }

    /** Reads the form of {@link #toJson}. */
    static FormerState parse(JsonNode json) {
        if (!json.has("version")) {
            return new Ended(Ending.parse(
                    json.has("as") ? Ending.Kind.valueOf(json.path("as").stringValue()) : null,
                    json.path("to").stringValue(null)));
        }
        return new Published(json.path("version").intValue(), (ObjectNode) json.path("fields"), time(json, "sharedAt"),
                time(json, "firstPublishedAt"), time(json, "publishedAt"),
                json.has("withdrawnAt")
                        ? new Withdrawal(time(json, "withdrawnAt"), json.path("notice").stringValue())
                        : null);
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(Optional.ofNullable(json.path(name).stringValue(null)).orElseThrow());
    }

    /** The change that brings it back. */
    default Change restoring(String type, DocumentKey key) {
        return switch (this) {
            case Published published -> new Restore(type, key.entryId(), key.locale(), published);
            case Ended(Ending ending) ->
                new Remove(type, key.entryId(), key.locale(), ExpectedVersion.ANY, ending);
        };
    }
}
