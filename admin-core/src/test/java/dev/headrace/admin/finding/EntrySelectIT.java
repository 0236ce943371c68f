package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.access.Access;
import dev.headrace.admin.access.AccessRules;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Role;
import dev.headrace.admin.activity.Actions;
import dev.headrace.admin.activity.Activity;
import dev.headrace.admin.activity.ActivityLog;
import dev.headrace.admin.activity.Subject;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.Total;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Reads with access rules other than those of the two roles. */
class EntrySelectIT {

    private static CoreUnderTest core;
    private static String mine;
    private static String other;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        core.apply("types: {note: {title: title, fields: {title: {type: text}, to: {type: reference, to: [note]}}}}");
        mine = create("{\"title\": \"Mine\"}");
        other = create("{\"title\": \"Other\", \"to\": \"" + mine + "\"}");
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void listsContainOnlyVisibleEntries() {
        EntrySelect select = new EntrySelect(core.bean(JdbcClient.class), onlyTitled("Mine"));
        Types types = core.bean(Types.class);
        EntryLists lists = new EntryLists(select, types);
        EntryRows rows = new EntryRows(select, types);
        LatestEntries latest = new LatestEntries(select, rows, types);
        Suggestions suggestions = new Suggestions(latest, rows, types);
        ContentType note = types.get("note");
        Actor actor = Actor.system();
        EntryQuery all = new EntryQuery("en", "", null, List.of(), EntryQuery.DEFAULT_SORT, Position.START, 10);

        EntryLists.Page page = lists.page(note, all, actor);

        assertThat(page.rows()).extracting(EntryRow::title).containsExactly("Mine");
        assertThat(page.total()).isEqualTo(new Total(1, true));
        assertThat(suggestions.matching(List.of(note), "other", 10, actor)).isEmpty();
        assertThat(rows.byId(List.of(UUID.fromString(mine), UUID.fromString(other)), "en", actor)).hasSize(1);
        assertThat(latest.ofAllTypes(10, actor)).extracting(EntryRow::title).containsExactly("Mine");
        assertThat(latest.waiting(10, actor)).extracting(each -> each.entry().title()).containsExactly("Mine");
        assertThat(new EntryCounts(select, types).byStatus(actor).get("note")).containsEntry(Status.draft,
                new Total(1, true));
        assertThat(new EntryUsages(select, core.bean(Types.class)).of(UUID.fromString(mine), 10, actor)).isEmpty();
        assertThat(select.by(actor).and("e.id = :id").param("id", UUID.fromString(other)).lockEntries()).isEmpty();
    }

    @Test
    void actorsWithoutAccessFindNothing() {
        EntrySelect select = new EntrySelect(core.bean(JdbcClient.class), _ -> Access.NONE);

        assertThat(select.by(Actor.system()).count(10)).isZero();
    }

    @Test
    void conditionsWithOrDoNotExtendAccess() {
        EntrySelect select = new EntrySelect(core.bean(JdbcClient.class), onlyTitled("Mine"));

        assertThat(select.by(Actor.system()).and("v.title = 'Mine' or v.title = 'Other'").count(10)).isOne();
    }

    @Test
    void theParametersOfAnAccessConditionCannotBeReplaced() {
        EntrySelect select = new EntrySelect(core.bean(JdbcClient.class), onlyTitled("Mine"));

        assertThatThrownBy(() -> select.by(Actor.system()).param("accessTitle", "Other"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("accessTitle");
    }

    @Test
    void activitiesFollowTheSameAccessRules() {
        Actor editor = new Actor(Actor.Kind.staff, UUID.randomUUID(), "editor@example.org", Role.editor);
        ActivityLog log = new ActivityLog(core.bean(JdbcClient.class), core.bean(JsonMapper.class),
                core.bean(Actions.class), onlyTitled("Mine"));

        List<Activity> seen = log.latest(1_000, List.of(), editor);

        assertThat(seen).filteredOn(each -> each.subject().kind().equals("entry"))
                .extracting(each -> each.subject().id()).containsOnly(mine);
        assertThat(seen).extracting(each -> each.subject().kind()).containsOnly("entry", "type");
        assertThat(log.ofSubject(new Subject("entry", other), 10, editor)).isEmpty();
        assertThat(log.ofSubject(new Subject("entry", other), 10, Actor.system())).isNotEmpty();
    }

    @Test
    void accessParametersCannotCollideWithQueryParameters() {
        assertThatThrownBy(() -> new Access("v.title = :title", Map.of("title", "x")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("access");
    }

    private static AccessRules onlyTitled(String title) {
        return _ -> new Access("v.title = :accessTitle", Map.of("accessTitle", title));
    }

    private static String create(String fields) {
        return core.post("/api/entries/note", "{\"fields\": " + fields + "}").json().path("id").stringValue();
    }
}
