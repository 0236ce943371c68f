package dev.headrace.admin.schema;

import dev.headrace.admin.web.NotFoundException;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The types of content that there are. Kept in memory and read again when the model's version has changed. */
@Component
public class Types {

    private static final Duration LONGEST_CHANGE = Duration.ofMinutes(30);

    private final JdbcClient jdbc;
    private final JdbcOperations connections;
    private final JsonMapper json;
    private volatile Snapshot snapshot = new Snapshot(-1, Collections.unmodifiableSequencedMap(new LinkedHashMap<>()));

    private record Snapshot(long version, SequencedMap<String, ContentType> types) {}

    Types(JdbcClient jdbc, JdbcOperations connections, JsonMapper json) {
        this.jdbc = jdbc;
        this.connections = connections;
        this.json = json;
    }

    /** Grows with each change of the model. */
    public long version() {
        return jdbc.sql("select version from model").query(Long.class).single();
    }

    /**
     * Keeps the model as it is until the end of the transaction. Whatever writes values does this before it looks at the
     * model, so that a change of the model finds all values there are, and none is written in a form that is past.
     */
    public void hold() {
        jdbc.sql("select version from model for share").query(Long.class).single();
    }

    /** All types by name, in the order in which they came. */
    public SequencedMap<String, ContentType> all() {
        long version = version();
        Snapshot known = snapshot;
        if (known.version != version) {
            known = new Snapshot(version, load());
            snapshot = known;
        }
        return known.types;
    }

    public Optional<ContentType> find(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /** @throws NotFoundException if there is no such type */
    public ContentType get(String name) {
        return find(name).orElseThrow(() -> new NotFoundException("There is no type '" + name + "'."));
    }

    private SequencedMap<String, ContentType> load() {
        SequencedMap<String, ContentType> types = new LinkedHashMap<>();
        jdbc.sql("select name, definition::text as definition from content_type order by position, name")
                .query((row, _) -> Map.entry(row.getString("name"), row.getString("definition"))).list()
                .forEach(row -> types.put(row.getKey(), read(row.getKey(), row.getValue())));
        return Collections.unmodifiableSequencedMap(types);
    }

    private ContentType read(String name, String definition) {
        Problems problems = new Problems(Map.of());
        ContentType type = new Definitions(problems).read(name, json.readTree(definition), "").type();
        problems.throwIfAny();
        return type;
    }

    /** Puts the model in place of the present one; the caller holds the lock on the model. */
    void replaceAll(Collection<ContentType> types) {
        jdbc.sql("delete from content_type where name <> all (:names)")
                .param("names", types.stream().map(ContentType::name).toArray(String[]::new)).update();
        int position = 0;
        for (ContentType type : types) {
            jdbc.sql("""
                    insert into content_type (name, definition, position) values (:name, :definition::json, :position)
                    on conflict (name) do update set definition = excluded.definition, position = excluded.position""")
                    .param("name", type.name()).param("definition", DefinitionWriter.write(type).toString())
                    .param("position", position++).update();
        }
        jdbc.sql("update model set version = version + 1").update();
    }

    /**
     * Waits until nobody else changes the model or writes values; held until the end of the transaction, which may take
     * longer than others, for it moves all values of a field.
     */
    void lock() {
        jdbc.sql("select set_config('lock_timeout', '30s', true), set_config('statement_timeout', :most, true)")
                .param("most", LONGEST_CHANGE.toMillis() + "ms").query().singleRow();
        connections.execute((ConnectionCallback<Integer>) connection -> {
            // The pool puts its own back when it gets the connection again.
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(LONGEST_CHANGE.plusMinutes(1).toMillis()));
            return connection.getNetworkTimeout();
        });
        jdbc.sql("select version from model for update").query(Long.class).single();
    }

    List<ContentType> list() {
        return List.copyOf(all().values());
    }
}
