package dev.headrace.admin.importing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.database.Sql;
import dev.headrace.admin.jobs.JobRequest;
import dev.headrace.admin.jobs.Jobs;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import dev.headrace.model.EntryId;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Receives the files of imports in one or several calls, and starts the import jobs. */
@Service
class Uploads {

    private static final String ADD_FILES = Sql.load(Uploads.class, "add_files.sql");

    private final Types types;
    private final Jobs jobs;
    private final JdbcClient jdbc;
    private final ImportSettings settings;
    private final Clock clock;

    Uploads(Types types, Jobs jobs, JdbcClient jdbc, ImportSettings settings, Clock clock) {
        this.types = types;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    /** The current state of an import. */
    private record Present(String type, String source, int files, long bytes, boolean started, boolean publish,
            boolean dryRun, String requestedBy) {}

    /**
     * Opens an import.
     *
     * @return the id of the future job
     * @throws RefusedException if too many imports are being uploaded
     */
    @Transactional
    public UUID open(ImportOptions options, Actor actor) {
        options.check();
        types.get(options.type());
        require(options.publish(), actor);
        if (jdbc.sql("select count(*) from import where not started").query(Integer.class).single() >= settings
                .maxUploads()) {
            throw new RefusedException("Too many imports are being uploaded; start or cancel one of them first.");
        }
        UUID id = EntryId.fresh();
        jdbc.sql("""
                insert into import (id, type, source, publish, dry_run, requested_by, updated_at)
                values (:id, :type, :source, :publish, :dryRun, :actor, :now)""").param("id", id)
                .param("type", options.type()).param("source", options.source()).param("publish", options.publish())
                .param("dryRun", options.dryRun()).param("actor", actor.name()).param("now", now()).update();
        return id;
    }

    /**
     * Adds files to an import. Repeating a call with the same first number has no effect.
     *
     * @param first the number of the first file, i.e. of files added before
     * @return the new number of files
     * @throws NotFoundException if the actor has no such import
     * @throws RefusedException if the number is not the next one, or the import has started
     */
    @Transactional
    public int add(UUID id, int first, List<SourceFile> files, Actor actor) {
        Present present = lock(id, actor);
        require(present.publish, actor);
        if (first >= 0 && first + files.size() <= present.files) {
            return present.files;
        }
        if (present.started) {
            throw new RefusedException("The import has started.");
        }
        if (first != present.files) {
            throw new RefusedException("The next file must have the number " + present.files + ".");
        }
        List<byte[]> contents = files.stream().map(file -> file.content().getBytes(StandardCharsets.UTF_8)).toList();
        long bytes = present.bytes + contents.stream().mapToLong(content -> content.length).sum();
        checkBounds(first + files.size(), bytes);
        jdbc.sql(ADD_FILES).param("id", id).param("first", first)
                .param("paths", files.stream().map(SourceFile::path).toArray(String[]::new))
                .param("contents", contents.toArray(byte[][]::new)).update();
        jdbc.sql("update import set files = :files, bytes = :bytes, updated_at = :now where id = :id").param("id", id)
                .param("files", first + files.size()).param("bytes", bytes).param("now", now()).update();
        return first + files.size();
    }

    /** Starts the job that imports the files. Idempotent. */
    @Transactional
    public void start(UUID id, Actor actor) {
        Present present = lock(id, actor);
        require(present.publish, actor);
        if (!present.started) {
            jdbc.sql("update import set started = true, updated_at = :now where id = :id").param("id", id)
                    .param("now", now()).update();
            jobs.start(JobRequest.of(RunImport.KIND, new RunImport.Payload(id), actor).withId(id)
                    .about(about(present)));
        }
    }

    private String about(Present present) {
        return (present.dryRun ? "Dry run: " : "") + present.files + (present.files == 1 ? " file" : " files")
                + " from " + present.source + ", type "
                + types.find(present.type).map(ContentType::label).orElse(present.type);
    }

    /** Deletes an import that has not started. */
    @Transactional
    public void discard(UUID id, Actor actor) {
        if (lock(id, actor).started) {
            throw new RefusedException("The import has started; cancel its job instead.");
        }
        jdbc.sql("delete from import where id = :id").param("id", id).update();
    }

    private void checkBounds(int files, long bytes) {
        if (files > settings.maxFiles()) {
            throw new InvalidInputException("", "An import must not have more than " + settings.maxFiles() + " files.");
        }
        if (bytes > settings.maxSize().toBytes()) {
            throw new InvalidInputException("",
                    "The files of an import must not exceed " + settings.maxSize().toBytes() + " bytes.");
        }
    }

    private static void require(boolean publish, Actor actor) {
        actor.require(Permission.editContent);
        if (publish) {
            actor.require(Permission.publishContent);
        }
    }

    private Present lock(UUID id, Actor actor) {
        return jdbc.sql("""
                select type, source, files, bytes, started, publish, dry_run, requested_by from import
                where id = :id for update""")
                .param("id", id).query(Present.class).optional()
                .filter(present -> present.requestedBy.equals(actor.name()))
                .orElseThrow(() -> new NotFoundException("There is no import with the id " + id + "."));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
