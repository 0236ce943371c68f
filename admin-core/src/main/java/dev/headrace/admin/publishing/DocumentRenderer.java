package dev.headrace.admin.publishing;

import dev.headrace.admin.content.References;
import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.ContentType.View;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import dev.headrace.model.PublishedModel;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes documents as clients get them: the fields in the model's order, empty ones as {@code null} or {@code []}, and
 * references as {@code {"id":…,"type":…}} or, where the view includes them, with the other entry's fields. References to
 * what is not published are left out.
 */
@Component
class DocumentRenderer {

    private final JsonMapper json;

    DocumentRenderer(JsonMapper json) {
        this.json = json;
    }

    /**
     * Renders one document in one view.
     *
     * @param types all types by name
     * @param others the publications that it points at, as far as there are any
     */
    byte[] render(Publication publication, View view, Map<String, ContentType> types, Map<UUID, Publication> others) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_048);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            writeFields(out, publication, view, types, others);
            out.writeName("_meta");
            out.writeStartObject();
            out.writeNumberProperty("version", publication.version());
            out.writeStringProperty("publishedAt", publication.firstPublishedAt().toString());
            out.writeStringProperty("updatedAt", publication.publishedAt().toString());
            out.writeStringProperty("locale", PublishedModel.DEFAULT_LOCALE);
            out.writeEndObject();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** How the references of a document are written. */
    private interface ReferenceWriter {
        void write(JsonGenerator out, String field, UUID id);
    }

    private void writeFields(JsonGenerator out, Publication publication, View view, Map<String, ContentType> types,
            Map<UUID, Publication> others) {
        writeFields(out, publication, view, types, others::containsKey, (_, field, id) -> {
            Publication other = Optional.ofNullable(others.get(id)).orElseThrow();
            out.writeStartObject();
            if (view.includes(field)) {
                // What an embedded document itself points at is named by id only, so that nothing nests without end.
                writeFields(out, other, View.ALL, types, _ -> true, (_, _, far) -> out.writeString(far.toString()));
            } else {
                writeIdentity(out, other);
            }
            out.writeEndObject();
        });
    }

    private void writeFields(JsonGenerator out, Publication publication, View view, Map<String, ContentType> types,
            Predicate<UUID> shown, ReferenceWriter references) {
        writeIdentity(out, publication);
        ContentType type = Optional.ofNullable(types.get(publication.type())).orElseThrow();
        for (Field field : type.fields().values()) {
            if (view.shows(field.name())) {
                out.writeName(field.name());
                JsonNode value = publication.fields().path(field.name());
                if (field.type() instanceof FieldType.Reference(_, boolean many)) {
                    List<UUID> ids = References.ids(value).stream().filter(shown).toList();
                    writeReferences(out, field.name(), ids, many, references);
                } else if (value.isMissingNode()) {
                    out.writeNull();
                } else {
                    out.writePOJO(value);
                }
            }
        }
    }

    private static void writeReferences(JsonGenerator out, String field, List<UUID> ids, boolean many,
            ReferenceWriter references) {
        if (many) {
            out.writeStartArray();
            ids.forEach(id -> references.write(out, field, id));
            out.writeEndArray();
        } else if (ids.isEmpty()) {
            out.writeNull();
        } else {
            references.write(out, field, ids.getFirst());
        }
    }

    private static void writeIdentity(JsonGenerator out, Publication publication) {
        out.writeStringProperty("id", publication.id().toString());
        out.writeStringProperty("type", publication.type());
    }
}
