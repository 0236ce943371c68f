package dev.headrace.admin.contract;

import dev.headrace.admin.schema.Model;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI 3.1 description of the edge's API: what does not depend on the model is in {@code openapi.json}, to which this
 * adds the types.
 */
@Component
public class EdgeDescription {

    private static final Logger log = LoggerFactory.getLogger(EdgeDescription.class);
    /** Far above that of ordinary models, which have a few hundred kilobytes. */
    static final int MAX_BYTES = 8 * 1024 * 1024;

    private final JsonMapper json;

    EdgeDescription(JsonMapper json) {
        this.json = json;
    }

    /** The description as edges read it; a tombstone if it is larger than 8 MiB. */
    public Frame frame(Model model, PublishedModel published) {
        byte[] bytes = json(model, published);
        if (bytes.length > MAX_BYTES) {
            log.warn("The description of the edge's API is not published: it has {} bytes, more than {}", bytes.length,
                    MAX_BYTES);
            return Frame.tombstone(published.version());
        }
        return Frame.document(published.version(), bytes);
    }

    byte[] json(Model model, PublishedModel published) {
        return json.writeValueAsBytes(of(model, published));
    }

    ObjectNode of(Model source, PublishedModel published) {
        DescribedModel model = DescribedModel.of(source, published);
        ObjectNode description = fixedPart();
        description.withObject("info").put("version", Long.toString(model.version()));
        ArrayNode tags = description.withArray("tags");
        ObjectNode paths = description.withObject("paths");
        ObjectNode components = description.withObject("components");
        model.types().forEach(type -> {
            tags.addObject().put("name", type.name()).put("description", type.label());
            new TypePaths(type).addTo(paths);
        });
        if (!model.searchable().isEmpty()) {
            new SearchPath(model.searchable()).addTo(paths);
        }
        tags.addObject().put("name", "Whole site");
        setLocales(components.withObject("parameters").withObject("locale"), model);
        ObjectNode schemas = components.withObject("schemas");
        model.objects().forEach(object -> schemas.set(object.name(), SchemaJson.of(object)));
        return description;
    }

    private static void setLocales(ObjectNode parameter, DescribedModel model) {
        parameter.set("schema", SchemaJson.of(new Shape.Choice(model.locales(), false)).put("default",
                model.locales().getFirst()));
    }

    private ObjectNode fixedPart() {
        try (InputStream in = EdgeDescription.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("missing resource openapi.json");
            }
            return (ObjectNode) json.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
