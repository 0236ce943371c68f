package dev.headrace.admin.importing;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.database.Sql;
import dev.headrace.admin.importing.FileOutcome.Details;
import dev.headrace.admin.importing.FileOutcome.Kind;
import dev.headrace.admin.web.NotFoundException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The files of imports: contents until they are imported, outcomes afterwards. */
@Component
class ImportFiles {

    private static final String IGNORED_KEYS = Sql.load(ImportFiles.class, "ignored_keys.sql");
    private static final String RELATED_ENTRIES = Sql.load(ImportFiles.class, "related_entries.sql");
    private static final int MAX_KEYS = 50;
    private static final int MAX_TITLES = 10;

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ImportFiles(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** An import with its number of files. */
    record Import(String type, String source, boolean publish, boolean dryRun, int files) {

        ImportOptions options() {
            return new ImportOptions(type, source, publish, dryRun);
        }
    }

    /**
     * The outcome of one file, for API and pages.
     *
     * @param number of the file, from 0
     * @param id the entry's id
     */
    record Item(int number, String path, Kind outcome, @Nullable UUID id, @JsonUnwrapped Details details) {}

    /** @throws NotFoundException if there is no such import */
    Import get(UUID id) {
        return find(id).orElseThrow(() -> missing(id));
    }

    Optional<Import> find(UUID id) {
        return jdbc.sql("select type, source, publish, dry_run, files from import where id = :id").param("id", id)
                .query(Import.class).optional();
    }

    /** The next file to import. */
    Optional<NumberedFile> next(UUID id, int after) {
        return jdbc.sql("""
                select number, path, content from import_file
                where import_id = :id and number > :after and content is not null order by number limit 1""")
                .param("id", id).param("after", after)
                .query((row, _) -> new NumberedFile(row.getInt("number"), new SourceFile(row.getString("path"),
                        new String(row.getBytes("content"), StandardCharsets.UTF_8))))
                .optional();
    }

    /** The path of an earlier file of this import with the same key. */
    Optional<String> withKey(UUID id, String key, int number) {
        return jdbc.sql("""
                select path from import_file where import_id = :id and key = :key and number < :number
                order by number limit 1""").param("id", id).param("key", key).param("number", number)
                .query(String.class).optional();
    }

    /**
     * Records the outcome of a file, in the caller's transaction.
     *
     * @param keepContent whether the file may be imported again
     */
    void record(UUID id, int number, FileOutcome outcome, boolean keepContent) {
        jdbc.sql(
                """
                        update import_file set outcome = :outcome, key = :key, entry_id = :entry, details = :details::json,
                            content = case when :keep then content end
                        where import_id = :id and number = :number""")
                .param("outcome", outcome.kind().name())
                .param("key", outcome.key()).param("entry", outcome.entry())
                .param("details", json.writeValueAsString(outcome.details()))
                .param("keep", keepContent).param("id", id).param("number", number).update();
    }

    /** Deletes the outcomes of all files, which are imported again. */
    @Transactional
    public void forgetOutcomes(UUID id) {
        jdbc.sql("""
                update import_file set outcome = null, key = null, entry_id = null, details = null
                where import_id = :id and outcome is not null""").param("id", id).update();
    }

    /** Deletes the contents of all files. */
    @Transactional
    public void clear(UUID id) {
        jdbc.sql("update import_file set content = null where import_id = :id and content is not null")
                .param("id", id).update();
        jdbc.sql("update import set cleared = true where id = :id").param("id", id).update();
    }

    /** Number of files by outcome. */
    Map<String, Long> counts(UUID id) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("""
                select outcome, count(*) as files from import_file
                where import_id = :id and outcome is not null group by outcome""").param("id", id).query(row -> {
            counts.put(row.getString("outcome"), row.getLong("files"));
        });
        return counts;
    }

    /** A front matter key that is not a field, and the number of files that have it. */
    record IgnoredKey(String key, long files) {}

    /** The most frequent keys first, up to a limit. */
    List<IgnoredKey> ignoredKeys(UUID id) {
        return jdbc.sql(IGNORED_KEYS).param("id", id).param("limit", MAX_KEYS).query(IgnoredKey.class).list();
    }

    /**
     * Entries created because files refer to them.
     *
     * @param titles of the first ones
     */
    record RelatedEntries(String type, long entries, List<String> titles) {

        public boolean more() {
            return entries > titles.size();
        }
    }

    /** The created entries by type. */
    List<RelatedEntries> relatedEntries(UUID id) {
        return jdbc.sql(RELATED_ENTRIES).param("id", id).param("titles", MAX_TITLES)
                .query((row, _) -> new RelatedEntries(row.getString("type"), row.getLong("entries"),
                        List.of((String[]) row.getArray("titles").getArray())))
                .list();
    }

    /** @throws NotFoundException if there is no such import, or the actor may not see it */
    void requireVisible(UUID id, Actor actor) {
        if (jdbc.sql("select requested_by from import where id = :id").param("id", id).query(String.class).optional()
                .filter(name -> name.equals(actor.name()) || actor.may(Permission.viewOperations)).isEmpty()) {
            throw missing(id);
        }
    }

    /**
     * The outcomes of an import in the order of the files.
     *
     * @param outcome null for all
     * @param after the number of the last file of the previous page; -1 for the first page
     */
    List<Item> outcomes(UUID id, @Nullable Kind outcome, int after, int limit) {
        String condition = outcome == null ? "outcome is not null" : "outcome = :outcome";
        return jdbc.sql("""
                select number, path, outcome, entry_id, details from import_file
                where import_id = :id and number > :after and %s order by number limit :limit""".formatted(condition))
                .param("id", id).param("outcome", outcome == null ? null : outcome.name())
                .param("after", after).param("limit", limit).query(this::item).list();
    }

    private Item item(ResultSet row, int index) throws SQLException {
        return new Item(row.getInt("number"), row.getString("path"), Kind.valueOf(row.getString("outcome")),
                row.getObject("entry_id", UUID.class), json.readValue(row.getString("details"), Details.class));
    }

    private static NotFoundException missing(UUID id) {
        return new NotFoundException("There is no import with the id " + id + ".");
    }
}
