package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Checks the entries that replace unpublished ones. */
@Component
public class Replacements {

    private static final String POINTER = "/to";

    private final EntryReads reads;
    private final Types types;

    Replacements(EntryReads reads, Types types) {
        this.reads = reads;
        this.types = types;
    }

    /**
     * Checks that an ending leads to an entry that readers get in the same locale.
     *
     * @param entry the one that will end
     * @throws InvalidInputException if it is the same entry, it is not published in the locale or one of its fallbacks, or
     *     the actor may not see it
     */
    void mustBePublished(Ending ending, UUID entry, String locale, Actor actor) {
        mustBeAnother(ending, entry);
        if (ending instanceof Ending.Entry(UUID target)
                && !reads.isPublished(target, types.locales().chain(locale), actor)) {
            throw new InvalidInputException(POINTER,
                    "must be an entry that is published in the locale '" + locale + "'");
        }
    }

    /**
     * Checks that an ending leads to another entry outside the trash.
     *
     * @param entry the one that will end
     * @throws InvalidInputException if there is no such entry, or the actor may not see it
     */
    public void mustExist(Ending ending, UUID entry, Actor actor) {
        mustBeAnother(ending, entry);
        if (ending instanceof Ending.Entry(UUID target) && !reads.exists(target, actor)) {
            throw new InvalidInputException(POINTER, "must be the id of an entry");
        }
    }

    private static void mustBeAnother(Ending ending, UUID entry) {
        if (entry.equals(ending.entry())) {
            throw new InvalidInputException(POINTER, "must not be the entry itself");
        }
    }
}
