package dev.headrace.admin.schema;

import dev.headrace.admin.schema.SchemaPlan.Omitted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Models from YAML, without a database. */
public final class TestModels {

    /** A type with values at several depths. */
    static final String PAGE = """
            types:
              person:
                fields: {name: {type: text}}
              page:
                fields:
                  title: {type: text, required: true, localized: true}
                  price: {type: number}
                  address:
                    type: group
                    fields:
                      street: {type: text, required: true}
                      note: {type: text, localized: true}
                  people:
                    type: group
                    many: true
                    fields:
                      person: {type: reference, to: [person]}
                      role: {type: text, localized: true, default: author}
                  parts:
                    type: blocks
                    of:
                      quote: {fields: {text: {type: text, required: true, max: 10}, code: {type: text, unique: true}}}
                      figure: {fields: {caption: {type: text, localized: true}, by: {type: reference, to: [person]}}}
            locales: {en: {}, de: {}}
            """;

    public static final InteractionKinds NO_KINDS = new InteractionKinds(List.of());

    private static final AtomicInteger IDS = new AtomicInteger(100);

    private TestModels() {}

    /** The model after applying a file to another model. */
    static Model apply(Model present, String yaml) {
        return apply(present, SchemaFile.read(yaml, NO_KINDS));
    }

    static Model apply(Model present, SchemaFile requested) {
        SchemaPlan plan = SchemaPlan.between(present, requested, Omitted.KEPT, List.of());
        SequencedMap<String, ContentType> types = new LinkedHashMap<>();
        NewIds ids = new NewIds(() -> String.valueOf(IDS.incrementAndGet()));
        plan.types().forEach((name, type) -> types.put(name, ids.in(type)));
        return new Model(present.version() + 1, plan.locales(), types);
    }

    /** The model defined by a file. */
    public static Model of(String yaml) {
        return apply(new Model(0, Locales.DEFAULT, new LinkedHashMap<>()), yaml);
    }

    static SchemaPlan plan(Model present, String yaml, Omitted omitted) {
        return SchemaPlan.between(present, SchemaFile.read(yaml, NO_KINDS), omitted, List.of());
    }
}
