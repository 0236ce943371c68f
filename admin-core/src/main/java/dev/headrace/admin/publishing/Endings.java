package dev.headrace.admin.publishing;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import dev.headrace.admin.content.Entry;
import dev.headrace.admin.content.VariantView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The stored endings of variants. Verbs pass removals of entries that they have locked. */
@Component
class Endings {

    private static final int BATCH = 500;

    private final JdbcClient jdbc;

    Endings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Stores how variants ended, instead of former endings. */
    void put(List<Removal> removals, Instant now) {
        remove(removals.stream().map(Removal::key).toList());
        List<Removal> ended = removals.stream().filter(each -> each.ending().kind() != null).toList();
        for (int from = 0; from < ended.size(); from += BATCH) {
            insert(ended.subList(from, Math.min(from + BATCH, ended.size())), now);
        }
    }

    private void insert(List<Removal> ended, Instant now) {
        DocumentKey.bind(jdbc.sql("""
                insert into ending (entry_id, locale, type_id, kind, to_entry, to_address, created_at)
                select entry_id, locale, type_id, kind, to_entry, to_address, :now
                from unnest(:ids::uuid[], :locales::text[], :types::text[], :kinds::text[], :entries::uuid[],
                    :addresses::text[]) as given (entry_id, locale, type_id, kind, to_entry, to_address)"""),
                ended.stream().map(Removal::key).toList()).param("now", Timestamp.from(now))
                .param("types", ended.stream().map(each -> each.type().id()).toArray(String[]::new))
                .param("kinds", ended.stream().map(each -> String.valueOf(each.ending().kind())).toArray(String[]::new))
                .param("entries", ended.stream().map(each -> each.ending().entry()).toArray(UUID[]::new))
                .param("addresses", ended.stream().map(each -> each.ending().text()).toArray(String[]::new)).update();
    }

    void remove(Collection<DocumentKey> variants) {
        if (!variants.isEmpty()) {
            DocumentKey.bind(jdbc.sql("""
                    delete from ending where (entry_id, locale) in
                        (select * from unnest(:ids::uuid[], :locales::text[]))"""), variants).update();
        }
    }

    /** The variants of entries that have ended in another way than {@link Ending.NotFound}. */
    List<DocumentKey> of(Collection<Entry> entries) {
        return jdbc.sql("select entry_id, locale from ending where entry_id = any (:ids)")
                .param("ids", entries.stream().map(Entry::id).toArray(UUID[]::new))
                .query((row, _) -> DocumentKey.of(row)).list();
    }

    /** How variants ended, without those that are published or never were. */
    Map<DocumentKey, Ending> of(List<DocumentKey> variants) {
        Map<DocumentKey, Ending> found = new HashMap<>();
        DocumentKey.bind(jdbc.sql("""
                select entry_id, locale, kind, to_entry, to_address from ending where (entry_id, locale) in
                    (select * from unnest(:ids::uuid[], :locales::text[]))"""), variants).query(row -> {
            found.put(DocumentKey.of(row), Ending.of(row.getString("kind"), row.getObject("to_entry", UUID.class),
                    row.getString("to_address")));
        });
        return found;
    }

    /** How a variant ended; {@link Ending.NotFound} if it is published, or never was. */
    Ending of(VariantView variant) {
        return jdbc.sql("""
                select kind, to_entry, to_address from ending where entry_id = :entry and locale = :locale""")
                .param("entry", variant.id()).param("locale", variant.locale())
                .query((row, _) -> Ending.of(row.getString("kind"), row.getObject("to_entry", UUID.class),
                        row.getString("to_address")))
                .optional().orElse(Ending.notFound());
    }
}
