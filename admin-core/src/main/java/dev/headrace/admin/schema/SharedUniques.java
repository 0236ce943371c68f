package dev.headrace.admin.schema;

import dev.headrace.admin.schema.Values.Unique;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Finds the values of a field that becomes unique which several entries share, in drafts or in publications. */
public final class SharedUniques {

    private static final int MAX_NAMED = 3;
    private static final int MAX_VALUE = 60;

    private final Field topLevel;
    private final String fieldId;
    private final Locales locales;
    private final Map<Scoped, Owner> owners = new HashMap<>();
    private final SequencedMap<Scoped, Map<UUID, String>> shared = new LinkedHashMap<>();

    /**
     * @param topLevel the top-level field that is, or contains, the unique one
     * @param fieldId the id of the unique field
     * @param locales after the change
     */
    SharedUniques(Field topLevel, String fieldId, Locales locales) {
        this.topLevel = topLevel;
        this.fieldId = fieldId;
        this.locales = locales;
    }

    /** @param scope a locale, or empty for all of them */
    private record Scoped(String scope, String text) {}

    private record Owner(UUID entry, String title) {}

    /**
     * Adds the values of all entries of a type.
     *
     * @param table the table to read, {@code variant} or {@code publication}
     * @param type before the change
     */
    public void add(String table, ContentType type, JdbcClient jdbc, JsonMapper json) {
        FieldValues.read(table, type, topLevel, locales, jdbc, json, this::add);
    }

    private void add(UUID entry, String title, Map<String, ObjectNode> byLocale) {
        SequencedMap<String, Field> fields = new LinkedHashMap<>(Map.of(topLevel.name(), topLevel));
        Owner owner = new Owner(entry, title);
        SharedValues.inLocales(fields, locales, byLocale).forEach((locale, stored) -> {
            Map<Scoped, Long> uses = Values.uniques(fields, stored).stream()
                    .filter(value -> value.fieldId().equals(fieldId)).collect(Collectors
                            .groupingBy(value -> scoped(value, locale), LinkedHashMap::new, Collectors.counting()));
            uses.forEach((value, times) -> add(owner, value, times > 1));
        });
    }

    private static Scoped scoped(Unique value, String locale) {
        return new Scoped(value.localized() ? locale : "", value.text());
    }

    private void add(Owner owner, Scoped value, boolean repeated) {
        Owner first = owners.putIfAbsent(value, owner);
        boolean others = first != null && !first.entry().equals(owner.entry());
        if (others || repeated) {
            Map<UUID, String> named = shared.computeIfAbsent(value, _ -> new LinkedHashMap<>());
            List.of(first == null ? owner : first, owner).forEach(each -> name(each, named));
        }
    }

    private static void name(Owner owner, Map<UUID, String> named) {
        if (named.size() < MAX_NAMED) {
            named.put(owner.entry(), owner.title());
        }
    }

    /** The reason why the field cannot be unique; empty if it can. */
    Optional<String> problem() {
        return Optional.ofNullable(shared.firstEntry()).map(example -> "cannot be unique: %s, such as '%s' in %s"
                .formatted(shared.size() == 1
                        ? "1 value occurs more than once"
                        : shared.size() + " values occur more than once",
                        shortened(example.getKey().text()), example.getValue().entrySet().stream()
                                .map(SharedUniques::described).collect(Collectors.joining(", "))));
    }

    private static String described(Map.Entry<UUID, String> entry) {
        return entry.getValue().isEmpty()
                ? entry.getKey().toString()
                : "'" + entry.getValue() + "' (" + entry.getKey() + ")";
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MAX_VALUE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_VALUE)) + "…";
    }
}
