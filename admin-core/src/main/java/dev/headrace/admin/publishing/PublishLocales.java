package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.content.LockEntries;
import dev.headrace.admin.content.Variant;
import dev.headrace.admin.publishing.Change.Put;
import dev.headrace.admin.publishing.Change.Remove;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.NotFoundException;
import dev.headrace.admin.web.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Publishes and unpublishes an entry in several locales at once. */
@Component
class PublishLocales {

    private final Types types;
    private final LockEntries lock;
    private final ChangePublications changes;
    private final Publish publish;
    private final Unpublish unpublish;

    PublishLocales(Types types, LockEntries lock, ChangePublications changes, Publish publish, Unpublish unpublish) {
        this.types = types;
        this.lock = lock;
        this.changes = changes;
        this.publish = publish;
        this.unpublish = unpublish;
    }

    /**
     * The requested locale.
     *
     * @param locale null for the default
     */
    String check(@Nullable String locale) {
        return types.locales().check(locale);
    }

    /** Like {@link #check}, but {@link Locales#ALL} is accepted, too. */
    String checkOrAll(@Nullable String locale) {
        return types.locales().checkOrAll(locale);
    }

    /**
     * The result of publishing in all locales.
     *
     * @param marks in the order of the locales
     * @param skipped by locale, the missing and invalid values of incomplete drafts
     */
    record Published(Map<DocumentKey, Long> marks, Map<String, List<Problem>> skipped) {}

    /**
     * Publishes an entry in all locales in which it is complete.
     *
     * @throws InvalidInputException with the missing values of the first locale, if it is complete in none
     */
    @Transactional
    Published publishAll(String type, UUID id, @Nullable String ifMatch, Actor actor) {
        rejectTag(ifMatch);
        return publishAll(type, id, _ -> ExpectedVersion.ANY, actor);
    }

    /** Like {@link #publishAll(String, UUID, String, Actor)}, expecting a version of the draft in one of the locales. */
    @Transactional
    Published publishAll(String type, UUID id, String locale, ExpectedVersion expected, Actor actor) {
        return publishAll(type, id, each -> each.equals(locale) ? expected : ExpectedVersion.ANY, actor);
    }

    private Published publishAll(String type, UUID id, Function<String, ExpectedVersion> expected, Actor actor) {
        actor.require(Permission.publishContent);
        ChangeSet all = changes.prepare(lock(type, id, actor).stream()
                .map(variant -> Put.draft(type, id, variant.locale(), expected.apply(variant.locale()))).toList(),
                actor);
        SequencedMap<String, List<Problem>> incomplete = new LinkedHashMap<>();
        all.incomplete().forEach((key, problems) -> incomplete.put(key.locale(), problems));
        if (incomplete.size() == all.puts().size()) {
            throw new InvalidInputException(incomplete.firstEntry().getValue());
        }
        return new Published(publish.publish(all.complete(), RenderPriority.URGENT, actor), incomplete);
    }

    /**
     * Unpublishes an entry in all locales.
     *
     * @return the marks, in the order of the locales
     * @throws RefusedException if it is not published in any locale
     */
    @Transactional
    Map<DocumentKey, Long> unpublishAll(String type, UUID id, Ending ending, @Nullable String ifMatch, Actor actor) {
        rejectTag(ifMatch);
        actor.require(Permission.publishContent);
        List<Remove> published = lock(type, id, actor).stream()
                .filter(variant -> variant.publishedVersion().isPresent())
                .map(variant -> new Remove(type, id, variant.locale(), ExpectedVersion.ANY, ending)).toList();
        if (published.isEmpty()) {
            throw new RefusedException("The entry is not published.");
        }
        return unpublish.now(published, actor);
    }

    /** The variants in locales of the model, in its order, which is that of the results. */
    private List<Variant> lock(String typeName, UUID id, Actor actor) {
        Model model = types.lockShared();
        List<Variant> variants = lock.one(model.type(typeName), id, actor).variants(model.locales());
        if (variants.isEmpty()) {
            throw new NotFoundException("The entry does not exist in any locale of the model.");
        }
        return variants;
    }

    /** A tag is the version of a single variant. */
    private static void rejectTag(@Nullable String ifMatch) {
        if (ifMatch != null && !ifMatch.equals("*")) {
            throw new InvalidInputException("/locale", "must name one locale if If-Match is given");
        }
    }
}
