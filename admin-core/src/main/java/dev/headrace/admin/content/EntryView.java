package dev.headrace.admin.content;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.headrace.admin.content.VariantView.LocaleState;
import dev.headrace.admin.finding.Status;
import dev.headrace.admin.schema.Values;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** JSON form of an entry in one locale. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record EntryView(UUID id, String type, String locale, Map<String, LocaleState> locales, Status status, int version,
        ObjectNode fields, Instant createdAt, String createdBy, Instant updatedAt, String updatedBy,
        @Nullable Instant publishedAt, @Nullable Integer publishedVersion, @Nullable Instant scheduledAt) {

    static EntryView of(VariantView variant) {
        return new EntryView(variant.id(), variant.type().name(), variant.locale(), variant.locales(),
                variant.status(), variant.version(), Values.show(variant.type(), variant.fields()),
                variant.createdAt(), variant.createdBy(), variant.updatedAt(), variant.updatedBy(),
                variant.publishedAt(), variant.publishedVersion(), variant.scheduledAt());
    }

    /**
     * The ETag, which covers everything the view depends on: the draft, its publication, the states of all locales, and
     * the model.
     *
     * @param model the model's version before the entry was read
     */
    static String tag(VariantView variant, long model) {
        CRC32 states = new CRC32();
        states.update((variant.status() + " " + variant.publishedVersion() + " " + variant.scheduledAt() + " "
                + variant.locales())
                .getBytes(StandardCharsets.UTF_8));
        return ExpectedVersion.tag(variant.version(),
                variant.publicationChangedAt().map(Instant::toEpochMilli).orElse(0L), model, states.getValue());
    }
}
