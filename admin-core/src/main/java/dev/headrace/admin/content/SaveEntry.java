package dev.headrace.admin.content;

import dev.headrace.admin.audit.AuditTrail;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.FieldType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.staff.Actor;
import dev.headrace.admin.web.ConflictException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.model.EntryId;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Saves a draft: a new entry's, or a new version of an old one. */
@Service
public class SaveEntry {

    /** A number is what it was before, whatever Jackson holds it in now. */
    private static final Comparator<JsonNode> SAME_VALUE = (one, other) -> one.isNumber() && other.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.equals(other) ? 0 : 1;

    private final Types types;
    private final Entries entries;
    private final EntryChecks checks;
    private final Slugs slugs;
    private final UniqueValues unique;
    private final Revisions revisions;
    private final JdbcClient jdbc;
    private final AuditTrail audit;
    private final Clock clock;

    SaveEntry(Types types, Entries entries, EntryChecks checks, Slugs slugs, UniqueValues unique, Revisions revisions,
            JdbcClient jdbc, AuditTrail audit, Clock clock) {
        this.types = types;
        this.entries = entries;
        this.checks = checks;
        this.slugs = slugs;
        this.unique = unique;
        this.revisions = revisions;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Creates an entry; fields that are not given take their defaults. */
    @Transactional
    public Entry create(String typeName, ObjectNode fields, Actor actor) {
        return create(typeName, fields, null, actor);
    }

    /**
     * Creates an entry that comes from elsewhere.
     *
     * @throws dev.headrace.admin.web.InvalidInputException naming each field that is wrong
     */
    @Transactional
    public Entry create(String typeName, ObjectNode fields, Entry.@Nullable Origin origin, Actor actor) {
        types.hold();
        ContentType type = types.get(typeName);
        UUID id = EntryId.fresh();
        ObjectNode checked = checks.checkDraft(type, withDefaults(type, fields));
        slugs.fill(type, id, checked);
        Entry entry = entries.save(new Entry(id, type, checked, origin, actor, clock.instant()));
        keep(type, entry, actor, "entry.create");
        return entry;
    }

    /**
     * Replaces all fields of an entry. Saving what is there already changes nothing, not even the version.
     *
     * @param expectedVersion the version that the caller has read; null if it does not matter
     * @throws ConflictException if the entry has another version by now
     * @throws dev.headrace.admin.web.InvalidInputException naming each field that is wrong
     */
    @Transactional
    public Entry replace(String typeName, UUID id, ObjectNode fields, @Nullable Integer expectedVersion, Actor actor) {
        types.hold();
        ContentType type = types.get(typeName);
        Entry entry = lock(type, id, expectedVersion);
        return save(type, entry, fields, actor);
    }

    /** The same, but fields that are not given stay; JSON null empties one. */
    @Transactional
    public Entry change(String typeName, UUID id, ObjectNode changes, @Nullable Integer expectedVersion, Actor actor) {
        types.hold();
        ContentType type = types.get(typeName);
        Entry entry = lock(type, id, expectedVersion);
        ObjectNode fields = entry.fields().deepCopy();
        fields.setAll(changes);
        return save(type, entry, fields, actor);
    }

    private Entry lock(ContentType type, UUID id, @Nullable Integer expectedVersion) {
        Entry entry = entries.lock(id, type.name())
                .orElseThrow(() -> new NotFoundException("There is no " + type.name() + " with the id " + id + "."));
        entry.mustHaveVersion(expectedVersion);
        return entry;
    }

    private Entry save(ContentType type, Entry entry, ObjectNode fields, Actor actor) {
        ObjectNode checked = checks.checkDraft(type, fields);
        slugs.fill(type, entry.id(), checked);
        if (checked.equals(SAME_VALUE, entry.fields())) {
            return entry;
        }
        entry.edit(type, checked, actor, clock.instant());
        entries.save(entry);
        keep(type, entry, actor, "entry.edit");
        return entry;
    }

    private void keep(ContentType type, Entry entry, Actor actor, String action) {
        entries.flush();
        unique.claimForDraft(type, entry.id(), entry.fields());
        keepReferences(type, entry);
        revisions.record(entry);
        audit.record(actor.name(), action, "entry:" + entry.id(), "version " + entry.version());
    }

    private void keepReferences(ContentType type, Entry entry) {
        jdbc.sql("delete from entry_reference where entry_id = :entry").param("entry", entry.id()).update();
        for (Field field : type.fields().values()) {
            if (field.type() instanceof FieldType.Reference) {
                List<UUID> targets = References.ids(entry.fields().path(field.name()));
                jdbc.sql("""
                        insert into entry_reference (entry_id, field, target_id)
                        select :entry, :field, target from unnest(:targets) target""").param("entry", entry.id())
                        .param("field", field.name()).param("targets", targets.toArray(UUID[]::new)).update();
            }
        }
    }

    private static ObjectNode withDefaults(ContentType type, ObjectNode fields) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        type.fields().forEach((name, field) -> {
            if (field.defaultValue() != null) {
                all.set(name, field.defaultValue());
            }
        });
        all.setAll(fields);
        return all;
    }
}
