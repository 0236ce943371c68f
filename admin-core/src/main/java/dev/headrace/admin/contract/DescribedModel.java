package dev.headrace.admin.contract;

import dev.headrace.admin.schema.Model;
import dev.headrace.model.PublishedModel;
import java.util.List;

/**
 * What the edge serves under a model, independent of any language.
 *
 * @param version of the model
 * @param locales the default one first
 * @param types in the order of the model
 * @param objects all objects that depend on the model, by which the types name them
 */
record DescribedModel(long version, List<String> locales, List<DescribedType> types, List<ObjectShape> objects) {

    DescribedModel {
        locales = List.copyOf(locales);
        types = List.copyOf(types);
        objects = List.copyOf(objects);
    }

    static DescribedModel of(Model model, PublishedModel published) {
        return new TypeShapes(model, published).describe();
    }

    /** The types that can be searched. */
    List<DescribedType> searchable() {
        return types.stream().filter(type -> type.found() != null).toList();
    }
}
