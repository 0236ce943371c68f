package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.Staging.Current;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rendered documents.
 *
 * @param step the step that was in progress; null for none
 * @param live documents to publish
 * @param staged documents for the overlay of the step
 * @param affected documents that would show what is staged; they must be staged, too
 * @param waiting staged documents that must wait
 */
record Renderings(@Nullable Current step, List<RenderedDocument> live, List<RenderedDocument> staged,
        List<DocumentKey> affected, List<DocumentKey> waiting) {}
