package dev.headrace.admin.interactions.reactions;

import dev.headrace.admin.database.Sql;
import dev.headrace.admin.interactions.EntryCorrection;
import dev.headrace.admin.interactions.InteractionHandler;
import dev.headrace.admin.interactions.ReceivedEvent;
import dev.headrace.admin.interactions.TallyChanges;
import dev.headrace.admin.schema.InteractionKind;
import dev.headrace.admin.schema.InteractionOptions;
import dev.headrace.model.Metric;
import dev.headrace.model.ReactionChanged;
import dev.headrace.model.StateCorrection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Stores reactions, one row per user, entry and kind, and adjusts tallies by the changes of their rows. */
@Component
class ReactionsHandler implements InteractionHandler<ReactionsHandler.Change>, InteractionKind {

    private static final String APPLY = Sql.load(ReactionsHandler.class, "apply_reactions.sql");
    private static final String NAMES = "kinds";

    private final JdbcClient jdbc;

    ReactionsHandler(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Change(Row row, boolean set, long clock) {}

    /** The key of a reaction. */
    record Row(UUID entryId, String kind, String actor) {}

    @Override
    public String option() {
        return "reactions";
    }

    @Override
    public void check(InteractionOptions options) {
        options.names(NAMES);
        options.who();
    }

    @Override
    public Optional<JsonNode> forEdges(JsonNode options) {
        return Optional.of(options.path(NAMES)).filter(names -> !names.isEmpty());
    }

    @Override
    public Map<String, String> metrics(JsonNode options) {
        return options.path(NAMES).valueStream().map(JsonNode::stringValue)
                .collect(Collectors.toMap("reaction '%s'"::formatted, Metric::reaction));
    }

    @Override
    public String kind() {
        return ReactionChanged.KIND;
    }

    @Override
    public Change parse(ReceivedEvent event) {
        ReactionChanged data = ReactionChanged.parse(event.data());
        return new Change(new Row(event.entry(), data.reaction(), event.requiredActor()), data.on(), event.clock());
    }

    @Override
    public void apply(List<Change> events, TallyChanges changes) {
        jdbc.sql(APPLY).param("entries", events.stream().map(each -> each.row.entryId).toArray(UUID[]::new))
                .param("kinds", events.stream().map(each -> each.row.kind).toArray(String[]::new))
                .param("actors", events.stream().map(each -> each.row.actor).toArray(String[]::new))
                .param("set", events.stream().map(Change::set).toArray(Boolean[]::new))
                .param("clocks", events.stream().map(Change::clock).toArray(Long[]::new))
                .query(row -> {
                    changes.add(row.getObject("entry_id", UUID.class), Metric.reaction(row.getString("kind")),
                            row.getLong("change"));
                });
    }

    @Override
    public List<EntryCorrection> corrections(List<Change> events) {
        Set<Row> set = set(events.stream().map(Change::row).distinct().toList());
        return events.stream().map(each -> new EntryCorrection(each.row.entryId,
                new StateCorrection.Member(Metric.reaction(each.row.kind), each.row.actor, set.contains(each.row),
                        each.clock)))
                .toList();
    }

    private Set<Row> set(List<Row> rows) {
        return new HashSet<>(jdbc.sql("""
                select entry_id, kind, actor
                from unnest(:entries::uuid[], :kinds::text[], :actors::text[]) as given (entry_id, kind, actor)
                join reaction using (entry_id, kind, actor) where is_set""")
                .param("entries", rows.stream().map(Row::entryId).toArray(UUID[]::new))
                .param("kinds", rows.stream().map(Row::kind).toArray(String[]::new))
                .param("actors", rows.stream().map(Row::actor).toArray(String[]::new)).query(Row.class).list());
    }
}
