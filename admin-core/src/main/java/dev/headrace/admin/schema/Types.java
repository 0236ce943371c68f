package dev.headrace.admin.schema;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The stored model, cached in memory and reloaded when its version has changed. */
@Component
public class Types {

    private static final Logger log = LoggerFactory.getLogger(Types.class);
    private static final Duration MAX_CHANGE = Duration.ofMinutes(30);

    private final InteractionKinds kinds;
    private final JdbcClient jdbc;
    private final JdbcOperations connections;
    private final JsonMapper json;
    private volatile Model cached = new Model(-1, Locales.DEFAULT, new LinkedHashMap<>());

    Types(InteractionKinds kinds, JdbcClient jdbc, JdbcOperations connections, JsonMapper json) {
        this.kinds = kinds;
        this.jdbc = jdbc;
        this.connections = connections;
        this.json = json;
    }

    /** The current model. Changes of the current transaction are not cached, since it may be rolled back. */
    public Model model() {
        if (TransactionSynchronizationManager.hasResource(this)) {
            return load();
        }
        long version = version();
        Model model = cached;
        if (model.version() != version) {
            model = load();
            cached = model;
        }
        return model;
    }

    /** Increases with each model change. */
    public long version() {
        return jdbc.sql("select version from model").query(Long.class).single();
    }

    /**
     * Takes the shared model lock until the end of the transaction. Every use case that writes values calls this first, so
     * that a model change finds all values, and no value is written in an outdated form.
     */
    public Model lockShared() {
        jdbc.sql("select version from model for share").query(Long.class).single();
        return model();
    }

    /** All types by name, in the order in which they were added. */
    public SequencedMap<String, ContentType> all() {
        return model().types();
    }

    public Optional<ContentType> find(String name) {
        return model().find(name);
    }

    /** @throws dev.headrace.admin.web.NotFoundException if there is no such type */
    public ContentType get(String name) {
        return model().type(name);
    }

    public Locales locales() {
        return model().locales();
    }

    /** In one statement, so that version and types are consistent. */
    private Model load() {
        record Row(long version, String locales, String id, String name, String definition) {}
        List<Row> rows = jdbc
                .sql("""
                        select model.version, model.locales::text as locales, coalesce(id, '') as id, coalesce(name, '') as name,
                            coalesce(definition::text, '') as definition
                        from model left join content_type on not retired order by position, name""")
                .query(Row.class).list();
        SequencedMap<String, ContentType> types = new LinkedHashMap<>();
        rows.stream().filter(row -> !row.id().isEmpty())
                .forEach(row -> types.put(row.name(), read(row.id(), row.name(), row.definition())));
        return new Model(rows.getFirst().version(), locales(json.readTree(rows.getFirst().locales())), types);
    }

    /** Definitions that violate newer rules still load. */
    private ContentType read(String id, String name, String definition) {
        ModelProblems problems = new ModelProblems(Map.of());
        ContentType type = DefinitionReader.stored(problems, kinds).read(id, name, json.readTree(definition), "")
                .type();
        problems.found().forEach(problem -> log.debug("Stored type '{}': {} {}", name, problem.pointer(),
                problem.message()));
        return type;
    }

    private static Locales locales(JsonNode stored) {
        Map<String, Optional<String>> fallbacks = new LinkedHashMap<>();
        stored.forEach(locale -> fallbacks.put(locale.path("tag").asString(),
                Optional.ofNullable(locale.path("fallback").asString(null))));
        return fallbacks.isEmpty() ? Locales.DEFAULT : Locales.of(fallbacks);
    }

    /** Replaces the model; the caller holds the exclusive lock. Other types are deleted later. */
    void replace(Locales locales, Collection<ContentType> types) {
        noteChange();
        jdbc.sql("update content_type set retired = true where id <> all (:ids)")
                .param("ids", types.stream().map(ContentType::id).toArray(String[]::new)).update();
        int position = 0;
        for (ContentType type : types) {
            jdbc.sql("""
                    insert into content_type (id, name, definition, position)
                    values (:id, :name, :definition::json, :position)
                    on conflict (id) do update set name = excluded.name, definition = excluded.definition,
                        position = excluded.position""").param("id", type.id()).param("name", type.name())
                    .param("definition", DefinitionWriter.stored(type).toString()).param("position", position++)
                    .update();
        }
        jdbc.sql("update model set version = version + 1, locales = :locales::json")
                .param("locales", DefinitionWriter.stored(locales).toString()).update();
    }

    private void noteChange() {
        if (!TransactionSynchronizationManager.hasResource(this)) {
            TransactionSynchronizationManager.bindResource(this, true);
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void afterCompletion(int status) {
                    TransactionSynchronizationManager.unbindResourceIfPossible(Types.this);
                }
            });
        }
    }

    /** Deletes the row of a deleted type that has no entries left. */
    void deleteRow(String typeId) {
        jdbc.sql("delete from content_type where id = :id and retired").param("id", typeId).update();
    }

    /** A new unique id for a type, a block or a field. */
    String newId() {
        return jdbc.sql("select nextval('model_id')").query(Long.class).single().toString();
    }

    /** Takes the exclusive model lock until the end of the transaction, whose timeouts it raises. */
    void lockExclusive() {
        raiseTimeouts();
        jdbc.sql("select version from model for update").query(Long.class).single();
    }

    /** Raises the timeouts of the transaction, which may count or rewrite all values of a field. */
    void raiseTimeouts() {
        jdbc.sql("select set_config('lock_timeout', '30s', true), set_config('statement_timeout', :max, true)")
                .param("max", MAX_CHANGE.toMillis() + "ms").query().singleRow();
        connections.execute((ConnectionCallback<Integer>) connection -> {
            // The pool restores its own timeout when the connection is returned.
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(MAX_CHANGE.plusMinutes(1).toMillis()));
            return connection.getNetworkTimeout();
        });
    }
}
