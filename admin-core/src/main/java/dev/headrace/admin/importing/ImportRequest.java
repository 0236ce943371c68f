package dev.headrace.admin.importing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.ContentType;
import java.util.UUID;

/**
 * Options of the import of a file.
 *
 * @param id of the import
 * @param earlier what the earlier files of a dry run would have left; remains empty if the import is none
 */
record ImportRequest(UUID id, ContentType type, String source, boolean publish, DryRunState earlier, Actor actor) {}
