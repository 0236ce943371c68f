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

/** The model in PostgreSQL, as far as test models need it: flat fields, includes one step deep. */
record StoredModel(Map<String, Type> byId, Map<String, List<String>> chains) {

    /** A field; {@code kind} is the keyword of its type. */
    record Field(String name, String id, String kind, boolean many, boolean restricted) {

        boolean isReference() {
            return kind.equals("reference");
        }
    }

    /** @param fields names of the fields it shows; null means all */
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
        List<Field> fields = new ArrayList<>();
        definition.path("fields").properties().forEach(field -> fields.add(field(field.getKey(), field.getValue())));
        Map<String, View> views = new LinkedHashMap<>();
        definition.path("views").properties().forEach(view -> views.put(view.getKey(), view(view.getValue())));
        views.putIfAbsent("full", View.ALL);
        JsonNode lists = definition.path("lists");
        return new Type(name, fields, views, List.copyOf(strings(lists.path("sort"))),
                List.copyOf(strings(lists.path("filter"))));
    }

    private static Field field(String name, JsonNode definition) {
        return new Field(name, definition.path("id").stringValue(), definition.path("type").stringValue(),
                definition.path("many").booleanValue(false), definition.path("private").booleanValue(false));
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
