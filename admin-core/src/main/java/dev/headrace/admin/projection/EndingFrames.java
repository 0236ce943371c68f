package dev.headrace.admin.projection;

import dev.headrace.admin.publishing.Ending;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.model.Frame;
import dev.headrace.model.Target;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Renders what readers get for documents that were unpublished. A redirect leads to where its target leads, if that was
 * unpublished as well: clients follow one redirect. One that leads to nothing is gone.
 */
final class EndingFrames {

    /** The number of endings that are followed. The entries that lead to one by more are not rendered again when it changes. */
    static final int MAX_HOPS = 5;

    private final PublishedEntries published;
    private final String locale;
    private final long version;
    private @Nullable Instant nextChange;

    private EndingFrames(PublishedEntries published, String locale, long version) {
        this.published = published;
        this.locale = locale;
        this.version = version;
    }

    /** The frame of a document that is not published: a tombstone if it was not unpublished in another way. */
    static Frame of(UUID entry, String locale, long version, PublishedEntries published) {
        EndingFrames frames = new EndingFrames(published, locale, version);
        return published.ending(entry, locale).map(ending -> frames.follow(entry, ending))
                .orElseGet(() -> Frame.tombstone(version));
    }

    private Frame follow(UUID entry, Ending ending) {
        Set<UUID> seen = new HashSet<>();
        UUID at = entry;
        Optional<Ending> next = Optional.of(ending);
        while (next.isPresent() && seen.size() < MAX_HOPS && seen.add(at)) {
            noteChange(at);
            switch (next.get()) {
                case Ending.Place(var address) -> {
                    return Frame.redirect(version, nextChange, address.text());
                }
                case Ending.Entry(UUID target) -> {
                    Optional<ContentType> type = published.type(target, locale);
                    if (type.isPresent()) {
                        noteChange(target);
                        return Frame.moved(version, nextChange, new Target(type.get().name(), target.toString()),
                                published.slug(target, locale).orElse(null));
                    }
                    at = target;
                    next = published.ending(target, locale);
                }
                case Ending.Gone _,Ending.NotFound _ -> next = Optional.empty();
            }
        }
        noteChange(at);
        return Frame.gone(version, nextChange);
    }

    private void noteChange(UUID entry) {
        nextChange = Stream.of(Optional.ofNullable(nextChange), published.nextChange(entry, locale))
                .flatMap(Optional::stream).min(Instant::compareTo).orElse(null);
    }
}
