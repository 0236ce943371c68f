package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.Publications.Publication;
import dev.headrace.admin.schema.Block;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.ContentType.View;
import dev.headrace.admin.schema.FieldPath;
import dev.headrace.admin.schema.IncludeTree;
import dev.headrace.admin.schema.ValueKeys;
import dev.headrace.admin.schema.ValueVisitor;
import dev.headrace.admin.schema.Values;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Writes the fields of a document and of its embedded documents. */
final class DocumentWriter {

    private final JsonGenerator out;
    private final String locale;
    private final PublishedEntries published;
    private final int maxEmbedded;
    private int embedded;
    private @Nullable Instant nextChange;

    DocumentWriter(JsonGenerator out, String locale, PublishedEntries published, int maxEmbedded) {
        this.out = out;
        this.locale = locale;
        this.published = published;
        this.maxEmbedded = maxEmbedded;
    }

    /** @param include the include paths that start at this entry */
    void write(Publication publication, ContentType type, View view, IncludeTree include) {
        noteChange(publication.key().entryId());
        writeIdentity(publication.key().entryId(), type);
        Values.visit(type, publication.fields(), new FieldWriter(view, include));
    }

    /** The time of the first scheduled change of what was written, or left out only because it is not published. */
    Optional<Instant> nextChange() {
        return Optional.ofNullable(nextChange);
    }

    private void noteChange(UUID entry) {
        published.nextChange(entry, locale)
                .ifPresent(at -> nextChange = nextChange == null || at.isBefore(nextChange) ? at : nextChange);
    }

    private void writeIdentity(UUID id, ContentType type) {
        out.writeStringProperty("id", id.toString());
        out.writeStringProperty("type", type.name());
    }

    private void writeReference(UUID target, Optional<IncludeTree> include) {
        ContentType type = published.type(target, locale).orElseThrow();
        out.writeStartObject();
        if (include.isPresent()) {
            if (++embedded > maxEmbedded) {
                throw new TooLargeException("The document embeds more than " + maxEmbedded + " documents.");
            }
            write(published.publication(target, locale).orElseThrow(), type,
                    type.embeddedView(include.get().view()), include.get());
        } else {
            writeIdentity(target, type);
        }
        out.writeEndObject();
    }

    /** Writes the values of one entry. */
    private final class FieldWriter implements ValueVisitor {

        private final View view;
        private final Deque<Optional<IncludeTree>> open = new ArrayDeque<>();

        FieldWriter(View view, IncludeTree include) {
            this.view = view;
            open.push(Optional.of(include));
        }

        @Override
        public boolean visits(Place place) {
            boolean shown = !FieldPath.ROOT.equals(place.path().parent()) || view.shows(place.field().name());
            return shown && !place.field().restricted();
        }

        @Override
        public void scalar(Place place, JsonNode value) {
            out.writeName(place.field().name());
            if (value.isMissingNode()) {
                out.writeNull();
            } else {
                out.writePOJO(value);
            }
        }

        @Override
        public void reference(Place place, List<UUID> targets) {
            targets.forEach(DocumentWriter.this::noteChange);
            List<UUID> shown = targets.stream().filter(target -> published.type(target, locale).isPresent()).toList();
            Optional<IncludeTree> include = child(place.field().name());
            out.writeName(place.field().name());
            if (place.field().many()) {
                out.writeStartArray();
                shown.forEach(target -> writeReference(target, include));
                out.writeEndArray();
            } else if (shown.isEmpty()) {
                out.writeNull();
            } else {
                writeReference(shown.getFirst(), include);
            }
        }

        @Override
        public void startGroup(Place place) {
            out.writeName(place.field().name());
            out.writeStartObject();
            open.push(child(place.field().name()));
        }

        @Override
        public void endGroup(Place place) {
            out.writeEndObject();
            open.pop();
        }

        @Override
        public void emptyGroup(Place place) {
            out.writeName(place.field().name());
            out.writeNull();
        }

        @Override
        public void startList(Place place, int size) {
            out.writeName(place.field().name());
            out.writeStartArray();
            open.push(child(place.field().name()));
        }

        @Override
        public void endList(Place place) {
            out.writeEndArray();
            open.pop();
        }

        @Override
        public void startElement(Place place, String key, @Nullable Block block) {
            out.writeStartObject();
            if (block == null) {
                open.push(open.element());
            } else {
                out.writeStringProperty(ValueKeys.TYPE, block.name());
                open.push(child(block.name()));
            }
        }

        @Override
        public void endElement(Place place) {
            out.writeEndObject();
            open.pop();
        }

        private Optional<IncludeTree> child(String step) {
            return open.element().map(node -> node.child(step));
        }
    }
}
