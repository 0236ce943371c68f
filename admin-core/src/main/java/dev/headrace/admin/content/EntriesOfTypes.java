package dev.headrace.admin.content;

import dev.headrace.admin.schema.StoredEntries;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The entries of a type or locale, for model changes. */
@Component
class EntriesOfTypes implements StoredEntries {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    EntriesOfTypes(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> next(String typeId, UUID after, int limit) {
        return jdbc.sql("select id from entry where type_id = :type and id > :after order by id limit :limit")
                .param("type", typeId).param("after", after).param("limit", limit).query(UUID.class).list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> lockNext(String typeId, UUID after, int limit) {
        return jdbc.sql("""
                select id from entry where type_id = :type and id > :after order by id limit :limit
                for no key update""")
                .param("type", typeId).param("after", after).param("limit", limit).query(UUID.class).list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public List<UUID> lockNextIn(String locale, UUID after, int limit) {
        List<UUID> ids = jdbc.sql("""
                select entry_id from variant where locale = :locale and entry_id > :after
                order by entry_id limit :limit""").param("locale", locale).param("after", after)
                .param("limit", limit).query(UUID.class).list();
        // Some may be purged in the meantime; fewer ids than the limit would mean that there are no more.
        jdbc.sql("select id from entry where id = any (:ids) order by id for no key update")
                .param("ids", ids.toArray(UUID[]::new)).query(UUID.class).list();
        return ids;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void deleteLocale(String locale, Collection<UUID> entries) {
        UUID[] ids = entries.toArray(UUID[]::new);
        jdbc.sql("delete from variant where locale = :locale and entry_id = any (:ids)").param("locale", locale)
                .param("ids", ids).update();
        jdbc.sql("""
                delete from unique_value v where entry_id = any (:ids) and not exists
                    (select from unique_use u where u.entry_id = v.entry_id and u.field_id = v.field_id
                        and u.scope = v.scope and u.value = v.value)""").param("ids", ids).update();
        delete(jdbc.sql("""
                select id from entry e where id = any (:ids)
                and not exists (select from variant where entry_id = e.id)""").param("ids", ids).query(UUID.class)
                .list());
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(Collection<UUID> entries) {
        if (entries.isEmpty()) {
            return;
        }
        UUID[] ids = entries.toArray(UUID[]::new);
        jdbc.sql("delete from entry_reference where target_id = any (:ids)").param("ids", ids).update();
        jdbc.sql("delete from entry where id = any (:ids)").param("ids", ids).update();
        events.publishEvent(new EntriesPurged(Set.copyOf(entries)));
    }
}
