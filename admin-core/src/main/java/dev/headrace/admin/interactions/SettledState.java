package dev.headrace.admin.interactions;

import static dev.headrace.admin.redis.RedisStore.await;

import dev.headrace.admin.redis.RedisStore;
import dev.headrace.admin.web.UnavailableException;
import dev.headrace.model.Settlement;
import dev.headrace.model.StateCorrection;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes settled state to Redis, where it replaces pending state. */
@Component
public class SettledState {

    private static final Logger log = LoggerFactory.getLogger(SettledState.class);

    private final RedisStore store;
    private final Tallies tallies;

    SettledState(RedisStore store, Tallies tallies) {
        this.store = store;
        this.tallies = tallies;
    }

    /** The settled state of one entry. */
    private static final class Settled {

        private final List<Settlement.Value> values = new ArrayList<>();
        private final List<Settlement.Event> events = new ArrayList<>();
        private final List<StateCorrection> corrections = new ArrayList<>();
    }

    /** @throws io.lettuce.core.RedisException if Redis does not accept all writes; retrying is safe */
    void settle(Outcome outcome) {
        List<Tally> outdated = write(outcome);
        List<Tally> renewed = outdated.isEmpty() ? List.of() : tallies.renew(outdated);
        if (!renewed.isEmpty()) {
            log.warn("Redis has newer tallies than the database, which was restored from an older state: rewriting {}",
                    renewed.size());
            write(new Outcome(List.of(), renewed, List.of(), Set.of()));
        }
    }

    /**
     * Like {@link #settle}, for a request.
     *
     * @throws UnavailableException if Redis does not accept all writes; the request can be repeated
     */
    void settleAtOnce(Outcome outcome) {
        try {
            settle(outcome);
        } catch (RedisException e) {
            throw new UnavailableException("Redis is unavailable. Try again later.", e);
        }
    }

    /** Returns the tallies of which Redis has newer ones. */
    private List<Tally> write(Outcome outcome) {
        Map<UUID, Settled> byEntry = new HashMap<>();
        outcome.tallies().forEach(tally -> at(byEntry, tally.entryId()).values
                .add(new Settlement.Value(tally.metric(), tally.value(), tally.version())));
        outcome.events().forEach(
                event -> at(byEntry, event.entry()).events.add(new Settlement.Event(event.id(), event.status())));
        outcome.corrections().forEach(each -> at(byEntry, each.entry()).corrections.add(each.correction()));
        Map<UUID, CompletionStage<List<byte[]>>> replies = new HashMap<>();
        byEntry.forEach((entry, settled) -> replies.put(entry, store.run(
                new Settlement(entry.toString(), settled.values, settled.events, settled.corrections).call(),
                ScriptOutputType.MULTI)));
        Map<UUID, List<String>> outdated = new HashMap<>();
        replies.forEach((entry, metrics) -> outdated.put(entry,
                await(metrics).stream().map(metric -> new String(metric, StandardCharsets.UTF_8)).toList()));
        return outcome.tallies().stream()
                .filter(tally -> outdated.getOrDefault(tally.entryId(), List.of()).contains(tally.metric())).toList();
    }

    /** @throws io.lettuce.core.RedisException if Redis does not accept all writes; retrying is safe */
    public void correct(Collection<EntryCorrection> corrections) {
        settle(new Outcome(List.of(), List.of(), List.copyOf(corrections), Set.of()));
    }

    private static Settled at(Map<UUID, Settled> byEntry, UUID entry) {
        return byEntry.computeIfAbsent(entry, _ -> new Settled());
    }
}
