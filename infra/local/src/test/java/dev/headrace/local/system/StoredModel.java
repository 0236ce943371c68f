package dev.headrace.local.system;

import dev.headrace.local.core.LocalCore;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The model in PostgreSQL, as far as test models need it: includes follow one reference. */
record StoredModel(Map<String, Type> byId, Map<String, List<String>> chains) {

    /**
     * A field.
     *
     * @param kind the keyword of its type
     * @param fields those of a group
     * @param blocks the block types by id
     */
    record Field(String name, String id, String kind, boolean many, boolean restricted, List<Field> fields,
            Map<String, Block> blocks) {

        boolean isReference() {
            return kind.equals("reference");
        }

        /** Whether it is a repeated group or contains blocks. */
        boolean isList() {
            return kind.equals("blocks") || (kind.equals("group") && many);
        }
    }

    record Block(String name, List<Field> fields) {}

    /**
     * @param fields names of the fields it shows; null means all
     * @param include dotted paths
     */
    record View(@Nullable Set<String> fields, Set<String> include) {

        static final View ALL = new View(null, Set.of());

        boolean shows(String field) {
            return fields == null || fields.contains(field);
        }
    }

    record Type(String name, List<Field> fields, Map<String, View> views, List<String> sorts, List<String> filters) {

        View embedded() {
            return views.getOrDefault("card", View.ALL);
        }

        @Nullable
        Field slug() {
            return fields.stream().filter(field -> field.kind.equals("slug")).findFirst().orElse(null);
        }
    }

    static StoredModel read(Connection database) throws SQLException {
        Map<String, Type> types = new LinkedHashMap<>();
        Map<String, List<String>> chains = new LinkedHashMap<>();
        try (Statement statement = database.createStatement()) {
            ResultSet rows = statement.executeQuery("select id, name, definition from content_type where not retired");
            while (rows.next()) {
                types.put(rows.getString("id"), type(rows.getString("name"), json(rows.getString("definition"))));
            }
            ResultSet locales = statement.executeQuery("select locales from model");
            locales.next();
            JsonNode all = json(locales.getString(1));
            all.forEach(locale -> chains.put(locale.path("tag").stringValue(), chain(all, locale)));
        }
        return new StoredModel(types, chains);
    }

    private static List<String> chain(JsonNode all, JsonNode locale) {
        List<String> chain = new ArrayList<>(List.of(locale.path("tag").stringValue()));
        String fallback = locale.path("fallback").asString("");
        all.forEach(other -> {
            if (other.path("tag").stringValue().equals(fallback)) {
                chain.addAll(chain(all, other));
            }
        });
        return chain;
    }

    private static Type type(String name, JsonNode definition) {
        Map<String, View> views = new LinkedHashMap<>();
        definition.path("views").properties().forEach(view -> views.put(view.getKey(), view(view.getValue())));
        views.putIfAbsent("full", View.ALL);
        JsonNode lists = definition.path("lists");
        return new Type(name, fields(definition), views, List.copyOf(strings(lists.path("sort"))),
                List.copyOf(strings(lists.path("filter"))));
    }

    private static List<Field> fields(JsonNode parent) {
        return parent.path("fields").propertyStream().map(field -> field(field.getKey(), field.getValue())).toList();
    }

    private static Field field(String name, JsonNode definition) {
        Map<String, Block> blocks = new LinkedHashMap<>();
        definition.path("of").properties().forEach(block -> blocks.put(block.getValue().path("id").stringValue(),
                new Block(block.getKey(), fields(block.getValue()))));
        return new Field(name, definition.path("id").stringValue(), definition.path("type").stringValue(),
                definition.path("many").booleanValue(false), definition.path("private").booleanValue(false),
                fields(definition), blocks);
    }

    private static View view(JsonNode definition) {
        return new View(definition.has("fields") ? strings(definition.path("fields")) : null,
                strings(definition.path("include")));
    }

    private static Set<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::stringValue)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static JsonNode json(String text) {
        return LocalCore.JSON.readTree(text);
    }
}
