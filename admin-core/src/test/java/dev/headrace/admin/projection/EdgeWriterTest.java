package dev.headrace.admin.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.model.EntryId;
import dev.headrace.model.Frame;
import dev.headrace.model.SlugWrite;
import dev.headrace.model.Target;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EdgeWriterTest {

    @Test
    void aSlugIsWrittenBeforeFormerOnesThatLeadToIt() {
        UUID id = EntryId.fresh();
        Target target = new Target("article", id.toString());
        Frame former = Frame.moved(2, null, target, "new");
        RenderedDocument renamed = new RenderedDocument(new DocumentKey(id, "en"), target, 2, Map.of(), false, null,
                Frame.tombstone(2), "new", Map.of("old", former, "older", former));

        assertThat(EdgeWriter.slugs(renamed)).extracting(SlugWrite::slug).startsWith("new").hasSize(3)
                .contains("old", "older");
    }
}
