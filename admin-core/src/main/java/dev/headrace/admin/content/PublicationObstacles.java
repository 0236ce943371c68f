package dev.headrace.admin.content;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Values;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * What prevents the publication of a draft: missing required values, and values that the model does not allow any more.
 */
@Component
public class PublicationObstacles {

    private final EntryReferences references;

    PublicationObstacles(EntryReferences references) {
        this.references = references;
    }

    public List<Problem> of(ContentType type, ObjectNode stored, String locale, Actor actor) {
        return Stream.concat(Values.obstacles(type, stored).stream(),
                references.toOtherTypes(type, stored, locale, actor).stream()).toList();
    }
}
