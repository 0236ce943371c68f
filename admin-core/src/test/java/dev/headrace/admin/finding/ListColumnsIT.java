package dev.headrace.admin.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.Browser;
import dev.headrace.admin.Browser.Page;
import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import dev.headrace.admin.access.AccessRules;
import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Types;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import tools.jackson.databind.json.JsonMapper;

/** The columns of list pages with values of fields. */
class ListColumnsIT {

    private static final String LIST = "/admin/content/stop";

    private static CoreUnderTest core;
    private static Browser browser;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core
                .apply("""
                        locales: {en: {}, de: {}}
                        types:
                          line: {title: name, fields: {name: {type: text, localized: true}}}
                          stop:
                            title: name
                            fields:
                              name: {type: text}
                              about: {type: text, localized: true}
                              zone: {type: number}
                              open: {type: boolean}
                              since: {type: datetime}
                              line: {type: reference, to: [line]}
                              lines: {type: reference, to: [line], many: true}
                              place: {type: group, fields: {city: {type: text, localized: true}, geo: {type: group, fields: {lat: {type: number}}}}}
                              exits: {type: group, many: true, fields: {to: {type: text}}}
                              parts: {type: blocks, of: {note: {fields: {text: {type: text}, line: {type: reference, to: [line]}}}, gap: {fields: {text: {type: text}}}}}
                              text: {type: markdown}
                              keeper: {type: text, private: true}
                        """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
        browser = new Browser(core);
        browser.signIn();
    }

    @AfterAll
    static void stop() {
        browser.close();
        core.close();
    }

    private static String create(String type, String fields) {
        Answer created = core.post("/api/entries/" + type, "{\"fields\": " + fields + "}");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().path("id").stringValue();
    }

    private static List<String> cells(String name, String columns) {
        return browser.open(LIST + "?q=" + name + "&columns=" + columns).html().select("tbody .col-value").stream()
                .map(Element::text).toList();
    }

    @Test
    void valuesOfAllKindsAreShown() {
        String red = create("line", "{\"name\": \"Red\"}");
        create("stop", """
                {"name": "Altona", "zone": 1.50, "open": true, "since": "1898-01-30T10:00:00Z", "line": "%s",
                 "keeper": "Meyer", "text": "%s"}""".formatted(red, "*x* ".repeat(100)));

        assertThat(cells("Altona", "zone,open,since,line,keeper,text")).containsExactly("1.5", "Yes",
                "1898-01-30 10:00 UTC", "Red", "Meyer", "*x* ".repeat(25).strip() + " …");
        assertThat(browser.open(LIST + "?q=Altona&columns=line,place.city").texts("th.col-value"))
                .containsExactly("Line", "Place › City");
        create("stop", "{\"name\": \"Bahrenfeld\", \"open\": false}");
        assertThat(cells("Bahrenfeld", "zone,open,line,lines,place.geo.lat,parts.note.text")).containsExactly("", "No",
                "", "", "", "");
    }

    @Test
    void listsShowTheirFirstValuesInOrder() {
        List<String> lines = IntStream.rangeClosed(1, 5)
                .mapToObj(number -> create("line", "{\"name\": \"L" + (6 - number) + "\"}")).toList();
        String of3 = "[\"" + String.join("\", \"", lines.subList(0, 3)) + "\"]";
        String of5 = "[\"" + String.join("\", \"", lines) + "\"]";
        create("stop", "{\"name\": \"Couvert\", \"lines\": " + of3 + "}");
        create("stop", "{\"name\": \"Dammtor\", \"lines\": " + of5 + "}");

        assertThat(cells("Couvert", "lines")).containsExactly("L5, L4, L3");
        assertThat(cells("Dammtor", "lines")).containsExactly("L5, L4, +3");
    }

    @Test
    void nestedFieldsHaveColumns() {
        String blue = create("line", "{\"name\": \"Blue\"}");
        create("stop", """
                {"name": "Elbe", "place": {"city": "Hamburg", "geo": {"lat": 53.5}},
                 "exits": [{"to": "Quay"}, {"to": "Bridge"}, {}, {"to": "Tunnel"}],
                 "parts": [{"_type": "note", "text": "Lift", "line": "%s"}, {"_type": "gap", "text": "Mind"},
                           {"_type": "note", "text": "Stairs"}]}""".formatted(blue));

        assertThat(cells("Elbe", "place.city,place.geo.lat,exits.to,parts.note.text,parts.note.line,parts.gap.text"))
                .containsExactly("Hamburg", "53.5", "Quay, Bridge, Tunnel", "Lift, Stairs", "Blue", "Mind");
    }

    @Test
    void localizedValuesAndTitlesAreThoseOfTheListsLocale() {
        String line = create("line", "{\"name\": \"Ferry\"}");
        core.patch("/api/entries/line/" + line + "?locale=de", "{\"fields\": {\"name\": \"Fähre\"}}");
        String stop = create("stop", """
                {"name": "Fleet", "about": "Water", "line": "%s", "place": {"city": "Hamburg"}}""".formatted(line));
        core.patch("/api/entries/stop/" + stop + "?locale=de",
                "{\"fields\": {\"about\": \"Wasser\", \"place\": {\"city\": \"Hansestadt\"}}}");

        assertThat(cells("Fleet", "about,line,place.city")).containsExactly("Water", "Ferry", "Hamburg");
        assertThat(cells("Fleet", "about,line,place.city&locale=de")).containsExactly("Wasser", "Fähre",
                "Hansestadt");
    }

    @Test
    void targetsMayBeTrashedOrDeleted() {
        String old = create("line", "{\"name\": \"Old\"}");
        String gone = create("line", "{\"name\": \"Gone\"}");
        create("stop", "{\"name\": \"Graskeller\", \"line\": \"" + old + "\", \"lines\": [\"" + gone + "\"]}");
        core.delete("/api/entries/line/" + old + "?force=true");
        core.delete("/api/entries/line/" + gone + "?force=true");
        Answer purged = core.delete("/api/entries/line/" + gone + "?purge=true&force=true");
        assertThat(purged.status()).as(purged.text()).isBetween(200, 204);

        assertThat(cells("Graskeller", "line,lines")).containsExactly("Old (In the trash)",
                "Not available (Deleted, or not visible to you)");
    }

    @Test
    void columnsAreChosenInTheForm() {
        create("stop", "{\"name\": \"Harburg\", \"zone\": 3}");
        Page page = browser.open(LIST + "?q=Harburg&columns=zone&columns=open");

        assertThat(page.html().select("[name=columns]").eachAttr("value")).contains("about", "place.city", "keeper",
                "text").doesNotContain("name", "place", "parts");
        assertThat(page.html().select("[name=columns][checked]").eachAttr("value")).containsExactly("zone", "open");
        assertThat(page.element("#sort-title").attr("href")).contains("columns=zone,open");
        assertThat(browser.open(LIST + "?status=trashed&columns=zone").status()).isEqualTo(200);
    }

    @Test
    void unknownColumnsAndTooManyAreReported() {
        create("stop", "{\"name\": \"Inselpark\"}");

        Page page = browser.open(LIST + "?q=Inselpark&columns=zone,color,name,about,open,since,line,lines,text");
        assertThat(page.texts(".list-note")).containsExactly("There is no column 'color'.",
                "There is no column 'name'.", "At most 6 columns can be added.");
        assertThat(page.texts("th.col-value")).hasSize(6);
    }

    @Test
    void valuesOfAPageTakeTwoQueriesHoweverManyRowsItHas() throws Exception {
        String line = create("line", "{\"name\": \"Counted\"}");
        List<EntryRow> rows = IntStream.range(0, 5).mapToObj(number -> create("stop",
                "{\"name\": \"Jungfernstieg\", \"line\": \"" + line + "\", \"lines\": [\"" + line + "\"]}"))
                .map(id -> row(UUID.fromString(id))).toList();
        Counting counting = new Counting(core.bean(DataSource.class));
        EntrySelect select = new EntrySelect(JdbcClient.create(counting), core.bean(AccessRules.class));
        Types types = core.bean(Types.class);
        ContentType stop = types.get("stop");
        ColumnValues values = new ColumnValues(select, new EntryRows(select, types), core.bean(JsonMapper.class));

        assertThat(values.of(rows, ListColumns.of(stop, List.of("line", "lines", "zone")).chosen(), Actor.system()))
                .hasSize(5).allSatisfy((_, cells) -> assertThat(cells).first()
                        .isEqualTo(new ColumnValues.Cell(List.of(new ShownValue("Counted", null, null)), 0)));
        assertThat(counting.queries).hasValue(2);
    }

    private static EntryRow row(UUID id) {
        return core.bean(EntryRows.class).byId(List.of(id), "en", Actor.system()).values().iterator().next();
    }

    /** Outside transactions, each query has a connection of its own. */
    private static final class Counting extends DelegatingDataSource {

        private final AtomicInteger queries = new AtomicInteger();

        Counting(DataSource source) {
            super(source);
        }

        @Override
        public Connection getConnection() throws SQLException {
            queries.incrementAndGet();
            return super.getConnection();
        }
    }
}
