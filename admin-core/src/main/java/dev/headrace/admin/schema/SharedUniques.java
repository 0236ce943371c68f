package dev.headrace.admin.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.admin.schema.Values.Unique;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Finds the values of a field that becomes unique which several entries share, in drafts or in publications. */
final class SharedUniques implements ValuesByEntry.EntryConsumer {

    private static final int MAX_NAMED = 3;
    private static final int MAX_VALUE = 60;
    /** Stands for the owners of a shared value. */
    private static final UUID SEVERAL = new UUID(0, 0);

    private final SequencedMap<String, Field> fields;
    private final String fieldId;
    private final Locales locales;
    private final MessageDigest digest;
    private final Map<Hash, UUID> owners = new HashMap<>();
    private @Nullable Example example;
    private long shared;

    /**
     * @param topLevel the top-level field that is, or contains, the unique one
     * @param fieldId the id of the unique field
     * @param locales after the change
     */
    SharedUniques(Field topLevel, String fieldId, Locales locales) {
        this.fields = new LinkedHashMap<>(Map.of(topLevel.name(), topLevel));
        this.fieldId = fieldId;
        this.locales = locales;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** Half of the hash of a value and its scope. The values of all entries would not fit into memory. */
    private record Hash(long high, long low) {}

    /** The first shared value that was found, and some of the entries that have it. */
    private record Example(Hash hash, String text, Set<UUID> entries) {
        void add(UUID entry) {
            if (entries.size() < MAX_NAMED) {
                entries.add(entry);
            }
        }
    }

    @Override
    public void entry(UUID id, Map<String, ObjectNode> byLocale) {
        SharedValues.inLocales(fields, locales, byLocale).forEach((locale, stored) -> {
            Set<Hash> own = new LinkedHashSet<>();
            Values.uniques(fields, stored).stream().filter(value -> value.fieldId().equals(fieldId))
                    .forEach(value -> {
                        Hash hash = hash(value, locale);
                        add(id, hash, value.text(), !own.add(hash));
                    });
        });
    }

    private Hash hash(Unique value, String locale) {
        String scope = value.localized() ? locale : "";
        ByteBuffer hash = ByteBuffer.wrap(digest.digest((scope + "\n" + value.text()).getBytes(UTF_8)));
        return new Hash(hash.getLong(), hash.getLong());
    }

    private void add(UUID entry, Hash hash, String text, boolean repeated) {
        UUID owner = owners.putIfAbsent(hash, entry);
        boolean known = SEVERAL.equals(owner);
        if (!known && (repeated || (owner != null && !owner.equals(entry)))) {
            owners.put(hash, SEVERAL);
            shared++;
            if (example == null) {
                example = new Example(hash, shortened(text), new LinkedHashSet<>());
                example.add(owner == null ? entry : owner);
            }
        }
        if (example != null && example.hash().equals(hash)) {
            example.add(entry);
        }
    }

    /**
     * The reason why the field cannot be unique; empty if it can.
     *
     * @param titles looks up the titles of entries
     */
    Optional<String> problem(Function<Collection<UUID>, Map<UUID, String>> titles) {
        return Optional.ofNullable(example).map(found -> {
            Map<UUID, String> named = titles.apply(found.entries());
            return "cannot be unique: %s, such as '%s' in %s".formatted(
                    shared == 1 ? "1 value occurs more than once" : shared + " values occur more than once",
                    found.text(), found.entries().stream()
                            .map(entry -> described(entry, named.getOrDefault(entry, "")))
                            .collect(Collectors.joining(", ")));
        });
    }

    private static String described(UUID entry, String title) {
        return title.isEmpty() ? entry.toString() : "'" + title + "' (" + entry + ")";
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MAX_VALUE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_VALUE)) + "…";
    }
}
