package dev.headrace.admin.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** An entry as the API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntryView(UUID id, String type, Entry.Status status, int version, ObjectNode fields, Instant createdAt,
        String createdBy, Instant updatedAt, String updatedBy, @Nullable Instant publishedAt,
        @Nullable Integer publishedVersion) {

    public static EntryView of(Entry entry) {
        return new EntryView(entry.id(), entry.type(), entry.status(), entry.version(), entry.fields(),
                entry.createdAt(), entry.createdBy(), entry.updatedAt(), entry.updatedBy(),
                entry.publishedAt().orElse(null), entry.publishedVersion().orElse(null));
    }
}
