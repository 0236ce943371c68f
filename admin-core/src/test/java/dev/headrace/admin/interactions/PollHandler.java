package dev.headrace.admin.interactions;

import dev.headrace.admin.schema.InteractionKind;
import dev.headrace.admin.schema.InteractionOptions;
import dev.headrace.model.EventFields;
import dev.headrace.model.StateCorrection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Handles a kind that exists only in tests: a user votes for one of two choices. */
final class PollHandler implements InteractionHandler<PollHandler.Vote>, InteractionKind {

    static final String KIND = "poll";

    private final JdbcClient jdbc;

    PollHandler(JdbcClient jdbc) {
        this.jdbc = jdbc;
        jdbc.sql("""
                create table if not exists poll_vote (entry_id uuid, actor text, choice text not null,
                    clock bigint not null, primary key (entry_id, actor))""").update();
    }

    record Vote(UUID entry, String actor, String choice, long clock) {}

    @Override
    public String option() {
        return "poll";
    }

    @Override
    public void check(InteractionOptions options) {
        if (options.names("choices").size() == 1) {
            options.reject("choices", "needs at least two choices");
        }
        options.who();
    }

    @Override
    public Optional<JsonNode> forEdges(JsonNode options) {
        return Optional.of(options.path("choices"));
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Vote parse(ReceivedEvent event) {
        String choice = new EventFields(event.data()).only("choice").string("choice");
        return switch (choice) {
            case "yes", "no" -> new Vote(event.entry(), event.requiredActor(), choice, event.clock());
            // Simulated defects of the handler.
            case "broken", "several" -> new Vote(event.entry(), event.requiredActor(), choice, event.clock());
            case "defect" -> throw new IllegalStateException("simulated defect");
            case "error" -> throw new StackOverflowError("simulated error");
            default -> throw new IllegalArgumentException("there is no choice '" + choice + "'");
        };
    }

    @Override
    public void apply(List<Vote> events, TallyChanges changes) {
        for (Vote vote : events) {
            fail(vote.choice);
            lock(vote);
            String before = choice(vote);
            jdbc.sql("""
                    insert into poll_vote as v values (:entry, :actor, :choice, :clock)
                    on conflict (entry_id, actor) do update set choice = excluded.choice, clock = excluded.clock
                    where excluded.clock > v.clock""").param("entry", vote.entry).param("actor", vote.actor)
                    .param("choice", vote.choice).param("clock", vote.clock).update();
            if (!before.isEmpty()) {
                changes.add(vote.entry, "poll:" + before, -1);
            }
            changes.add(vote.entry, "poll:" + choice(vote), 1);
        }
    }

    /** Another worker may be applying the user's first vote, too. */
    private void lock(Vote vote) {
        jdbc.sql("insert into poll_vote values (:entry, :actor, '', 0) on conflict do nothing")
                .param("entry", vote.entry).param("actor", vote.actor).update();
    }

    private void fail(String choice) {
        if (choice.equals("broken")) {
            jdbc.sql("select choice from poll_table_that_is_missing").query(String.class).list();
        } else if (choice.equals("several")) {
            jdbc.sql("select generate_series(1, 2)").query(Integer.class).single();
        }
    }

    private String choice(Vote vote) {
        return jdbc.sql("select choice from poll_vote where entry_id = :entry and actor = :actor")
                .param("entry", vote.entry).param("actor", vote.actor).query(String.class).optional().orElse("");
    }

    @Override
    public List<EntryCorrection> corrections(List<Vote> events) {
        return events.stream().flatMap(vote -> {
            String choice = choice(vote);
            return Stream.of("yes", "no").map(each -> new EntryCorrection(vote.entry,
                    new StateCorrection.Member("poll:" + each, vote.actor, each.equals(choice), vote.clock)));
        }).toList();
    }
}
