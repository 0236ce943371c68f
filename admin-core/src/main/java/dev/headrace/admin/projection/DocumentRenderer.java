package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.publishing.Withdrawal;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.ContentType.View;
import dev.headrace.admin.schema.IncludeTree;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Renders documents as delivered to clients: the view's fields in model order, empty ones as {@code null} or {@code []},
 * without private ones. References are written as {@code {"id":…,"type":…}} or, if the view includes them, with the
 * fields of the other entry; references to unpublished entries are omitted.
 */
@Component
class DocumentRenderer {

    private final JsonMapper json;
    private final ProjectionSettings settings;

    DocumentRenderer(JsonMapper json, ProjectionSettings settings) {
        this.json = json;
        this.settings = settings;
    }

    /**
     * A document in one view.
     *
     * @param nextChange when a scheduled change will alter or remove it; empty if none is scheduled
     */
    @SuppressWarnings("ArrayRecordComponent") // passed on once, never compared
    record Rendered(byte[] json, Optional<Instant> nextChange) {}

    /**
     * Renders one document in one view.
     *
     * @param locale the document's locale, which determines references; the publication may be in another locale
     * @throws TooLargeException if it embeds too many documents or is too large
     */
    Rendered render(Publication publication, ContentType type, View view, String locale, PublishedEntries published) {
        BoundedBytes bytes = new BoundedBytes(settings.maxDocumentBytes());
        DocumentWriter writer;
        try (JsonGenerator out = json.createGenerator(bytes)) {
            writer = new DocumentWriter(out, locale, published, settings.maxEmbeddedDocuments());
            out.writeStartObject();
            writer.write(publication, type, view, IncludeTree.of(view));
            out.writeName("_meta");
            out.writeStartObject();
            out.writeNumberProperty("version", publication.version());
            out.writeStringProperty("publishedAt", publication.firstPublishedAt().toString());
            out.writeStringProperty("updatedAt", publication.publishedAt().toString());
            out.writeStringProperty("locale", publication.key().locale());
            writeWithdrawal(out, publication.withdrawal());
            out.writeEndObject();
            out.writeEndObject();
        }
        return new Rendered(bytes.toByteArray(), writer.nextChange());
    }

    private static void writeWithdrawal(JsonGenerator out, @Nullable Withdrawal withdrawal) {
        if (withdrawal != null) {
            out.writeName("withdrawn");
            out.writeStartObject();
            out.writeStringProperty("at", withdrawal.at().toString());
            out.writeStringProperty("notice", withdrawal.notice());
            out.writeEndObject();
        }
    }

    /** An in-memory buffer with a maximum size. */
    private static final class BoundedBytes extends ByteArrayOutputStream {

        private final int max;

        BoundedBytes(int max) {
            super(2_048);
            this.max = max;
        }

        @Override
        public synchronized void write(int one) {
            check(1);
            super.write(one);
        }

        @Override
        public synchronized void write(byte[] from, int offset, int length) {
            check(length);
            super.write(from, offset, length);
        }

        private void check(int more) {
            if (count > max - more) {
                throw new TooLargeException("The document is larger than " + max + " bytes.");
            }
        }
    }
}
