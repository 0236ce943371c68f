package dev.headrace.admin.publishing;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.content.EntryReads;
import dev.headrace.admin.content.PublicationObstacles;
import dev.headrace.admin.content.VariantView;
import dev.headrace.admin.schema.Locales;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.content.ExpectedVersion;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Publishes and unpublishes an entry in several locales at once. */
@Component
class PublishLocales {

    private final Types types;
    private final EntryReads reads;
    private final PublicationObstacles obstacles;
    private final Publish publish;
    private final Unpublish unpublish;

    PublishLocales(Types types, EntryReads reads, PublicationObstacles obstacles, Publish publish,
            Unpublish unpublish) {
        this.types = types;
        this.reads = reads;
        this.obstacles = obstacles;
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
    Published publishAll(String type, UUID id, @Nullable String ifMatch, Actor actor) {
        rejectTag(ifMatch);
        return publishAll(type, id, _ -> ExpectedVersion.ANY, actor);
    }

    /** Like {@link #publishAll(String, UUID, String, Actor)}, expecting a version of the draft in one of the locales. */
    Published publishAll(String type, UUID id, String locale, ExpectedVersion expected, Actor actor) {
        return publishAll(type, id, each -> each.equals(locale) ? expected : ExpectedVersion.ANY, actor);
    }

    private Published publishAll(String type, UUID id, Function<String, ExpectedVersion> expected, Actor actor) {
        List<VariantView> variants = variants(type, id, actor);
        Map<String, List<Problem>> incomplete = new LinkedHashMap<>();
        variants.forEach(variant -> {
            List<Problem> problems = obstacles.of(variant.type(), variant.fields());
            if (!problems.isEmpty()) {
                incomplete.put(variant.locale(), problems);
            }
        });
        List<VariantView> complete = variants.stream().filter(variant -> !incomplete.containsKey(variant.locale()))
                .toList();
        return new Published(inOrder(publish.publish((complete.isEmpty() ? variants.subList(0, 1) : complete).stream()
                .map(variant -> Publish.Revision.draft(type, id, variant.locale(),
                        expected.apply(variant.locale())))
                .toList(), actor)), incomplete);
    }

    /**
     * Unpublishes an entry in all locales.
     *
     * @return the marks, in the order of the locales
     * @throws RefusedException if it is not published in any locale
     */
    Map<DocumentKey, Long> unpublishAll(String type, UUID id, @Nullable String ifMatch, Actor actor) {
        rejectTag(ifMatch);
        List<VariantView> published = variants(type, id, actor).stream().filter(VariantView::isPublished).toList();
        if (published.isEmpty()) {
            throw new RefusedException("The entry is not published.");
        }
        return inOrder(unpublish.unpublish(published.stream()
                .map(variant -> new Unpublish.Target(type, id, variant.locale(), ExpectedVersion.ANY)).toList(),
                actor));
    }

    private List<VariantView> variants(String type, UUID id, Actor actor) {
        List<VariantView> variants = types.locales().tags().stream()
                .flatMap(locale -> reads.find(type, id, locale, actor).stream()).toList();
        if (variants.isEmpty()) {
            throw new RefusedException("The entry does not exist in any locale of the model.");
        }
        return variants;
    }

    private Map<DocumentKey, Long> inOrder(Map<DocumentKey, Long> marks) {
        Map<DocumentKey, Long> ordered = new LinkedHashMap<>();
        types.locales().tags().forEach(locale -> marks.forEach((key, mark) -> {
            if (key.locale().equals(locale)) {
                ordered.put(key, mark);
            }
        }));
        return ordered;
    }

    /** A tag is the version of a single variant. */
    private static void rejectTag(@Nullable String ifMatch) {
        if (ifMatch != null && !ifMatch.equals("*")) {
            throw new InvalidInputException("/locale", "must name one locale if If-Match is given");
        }
    }
}
