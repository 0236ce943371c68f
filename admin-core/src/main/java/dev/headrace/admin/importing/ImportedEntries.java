package dev.headrace.admin.importing;

import dev.headrace.admin.schema.ContentType;
import dev.headrace.model.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Values of each entry's last import, by which the next one distinguishes changes in the file from edits by staff. */
@Component
class ImportedEntries {

    /** Is among the hashes of files that were marked as drafts; no field has this id. */
    private static final String DRAFT = "(draft)";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportedEntries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * The result of the last import of an entry.
     *
     * @param given short hashes of the file's values, by field id
     * @param version version of the draft after it; a different one means that staff have edited the draft since
     */
    record ImportedValues(Map<String, String> given, int version) {

        static final ImportedValues NOTHING = new ImportedValues(Map.of(), 0);

        /** Whether the file was marked as a draft; false if a former version imported it. */
        boolean isDraftFile() {
            return given.containsKey(DRAFT);
        }
    }

    /**
     * Short hashes of a file's values by field id.
     *
     * @param draft whether the file is marked as a draft
     */
    static Map<String, String> hashes(ContentType type, ObjectNode fields, boolean draft) {
        Map<String, String> hashes = new TreeMap<>();
        if (draft) {
            hashes.put(DRAFT, "");
        }
        type.fields().forEach((name, field) -> {
            if (fields.has(name)) {
                hashes.put(field.id(), Sha256.tag(
                        ByteBuffer.wrap(fields.get(name).toString().getBytes(StandardCharsets.UTF_8))));
            }
        });
        return hashes;
    }

    Optional<ImportedValues> find(UUID entry) {
        return jdbc.sql("select given::text, version from imported_entry where entry_id = :entry")
                .param("entry", entry)
                .query((row, _) -> new ImportedValues(json.readValue(row.getString("given"), new TypeReference<>() {}),
                        row.getInt("version")))
                .optional();
    }

    /** Must run in the transaction of the import. */
    void put(UUID entry, ImportedValues given) {
        jdbc.sql("""
                insert into imported_entry (entry_id, given, version) values (:entry, :given::jsonb, :version)
                on conflict (entry_id) do update set given = excluded.given, version = excluded.version""")
                .param("entry", entry).param("given", json.writeValueAsString(given.given()))
                .param("version", given.version()).update();
    }
}
