package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.edge.ContentFixture.Article;
import dev.headrace.model.EntryId;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.testkit.Backends;
import dev.headrace.testkit.Eventually;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Which queries of lists are valid, and how invalid ones are answered. */
class ListQueriesIT {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int RANDOM_QUERIES = 2_000;
    private static final String ID = EntryId.fresh().toString();
    private static final String MANY = "author";
    private static final Field TEXT = new Field(ValueKind.TEXT, List.of());
    private static final PublishedModel MODEL = new PublishedModel(1, List.of("en", "de"), Map.of("article",
            new PublishedModel.Type(List.of("full", "card"), "card", Map.of("format",
                    new Field(ValueKind.TEXT, List.of(), "f1", List.of("essay", "review"), false), "topic", TEXT,
                    "featured", new Field(ValueKind.BOOLEAN, List.of()), "author",
                    new Field(ValueKind.REFERENCE, List.of("author"), "f2", List.of(), true)),
                    Map.of("date", new Field(ValueKind.DATETIME, List.of()), "title", TEXT, "minutes",
                            new Field(ValueKind.NUMBER, List.of())),
                    Interactions.NONE),
            "author", new PublishedModel.Type(List.of("full"), "full", Map.of(), Map.of(), Interactions.NONE)));

    private static ContentFixture content;
    private static RunningEdge edge;

    @BeforeAll
    static void start() {
        String redis = Backends.redis().freshUrl();
        content = new ContentFixture(redis);
        content.publishModel(MODEL);
        edge = RunningEdge.start(redis, Map.of());
    }

    @AfterAll
    static void stop() {
        edge.close();
        content.close();
    }

    /** A query parameter. */
    record Parameter(String name, String value, boolean valid) {

        String encoded() {
            return encode(name) + "=" + encode(value);
        }

        /** Two of the same side of a field's range exclude each other. */
        String side() {
            return name.replaceAll("\\[(g|l)te?]", "[$1]");
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, UTF_8).replace("+", "%20");
        }
    }

    private static Stream<Parameter> valid(String name, String... values) {
        return Stream.of(values).map(value -> new Parameter(name, value, true));
    }

    private static Stream<Parameter> invalid(String name, String... values) {
        return Stream.of(values).map(value -> new Parameter(name, value, false));
    }

    private static Stream<Parameter> parameters() {
        String tooLong = "x".repeat(501);
        String many = IntStream.range(0, 21).mapToObj(i -> "a" + i).collect(Collectors.joining(","));
        return Stream.of(valid("format", "essay", "review"),
                invalid("format", "", "essay2", "Essay", "essay,review", " essay", tooLong),
                valid("format[in]", "essay", "essay,review", "review,review"),
                invalid("format[in]", "", ",", "essay,", "essay,news", "essay, review"),
                valid("format[gte]", "essay", "f", "a\nb"), invalid("format[gte]", "", "a\fb"),
                valid("topic", "water", "a,b", "Größe", "%", "'", "a\nb", "a\tb", "a\r\nb"),
                invalid("topic", "", "a\u0000b", "a\rb", tooLong),
                valid("topic[in]", "water,land"), invalid("topic[in]", many, "water,,land"),
                valid("featured", "true", "false"), invalid("featured", "", "x", "TRUE", "1", "true,false"),
                valid("featured[in]", "true,false"), invalid("featured[in]", "true,x"),
                valid("author", ID, "anna", "anna-2"),
                invalid("author", "", "Anna", "a--b", "-a", "anna_b", "anna,bert", "author:" + ID,
                        ID.toUpperCase(Locale.ROOT),
                        ID + "0-", "a/b", "a".repeat(201)),
                valid("author[in]", ID + ",anna"), invalid("author[in]", ID + ",Anna", many),
                invalid("author[gte]", ID, "anna"), valid("title[gt]", "b", "Über", "a,b"),
                invalid("title[gt]", "", tooLong), valid("title[gte]", "b"), valid("title[lte]", "c"),
                valid("minutes[gte]", "5", "5.0", "-1e3"),
                invalid("minutes[gte]", "", "many", "1e999999999", "0x10", "NaN", " 5", "5,6", "٣"),
                valid("minutes[lt]", "7"), valid("minutes[lte]", "7"),
                valid("date[lt]", "2026-01-02T00:00:00Z", "2026-01-02T01:00:00+01:00"),
                invalid("date[lt]", "", "yesterday", "2026-01-02", "2026-13-01T00:00:00Z", "+12026-01-02T00:00:00Z"),
                valid("publishedAt[gt]", "2026-01-02T00:00:00Z"), invalid("publishedAt[gt]", "1"),
                valid("sort", "date", "-date", "title", "-minutes", "publishedAt"),
                invalid("sort", "", "-", "--date", "colour", "topic", "date,title", "DATE"),
                valid("limit", "1", "20", "100"), invalid("limit", "", "0", "101", "-1", "x", "1.0", "٣", "01"),
                valid("view", "full", "card"), invalid("view", "", "poster"), valid("locale", "en", "de"),
                invalid("locale", "", "fr", "EN"), valid("with", "stats"), invalid("with", "", "everything"),
                invalid("after", "", "nonsense", "!", "AAAAAAAA"), invalid("colour", "red"), invalid("date", "2026"),
                invalid("publishedAt", "2026"), invalid("minutes[in]", "5"), invalid("format[like]", "e"),
                invalid("format[", "e"), invalid("format[in", "e"), invalid("[in]", "e"),
                invalid("format[in][in]", "e"),
                invalid("FORMAT", "essay"), invalid("sort[in]", "date"), invalid("a/b~c", "d"), invalid("\n", "d"))
                .flatMap(parameters -> parameters);
    }

    @ParameterizedTest
    @MethodSource("parameters")
    void eachParameterIsCheckedAgainstTheModel(Parameter parameter) {
        assertAnswered(List.of(parameter));
    }

    @Test
    void anyCombinationOfParametersIsEitherListedOrRejectedByName() {
        Random random = new Random(1);
        List<Parameter> all = parameters().toList();
        List<Parameter> valid = all.stream().filter(Parameter::valid).toList();
        for (int i = 0; i < RANDOM_QUERIES; i++) {
            List<Parameter> query = new ArrayList<>();
            for (int count = random.nextInt(1, 6); count > 0; count--) {
                List<Parameter> from = random.nextInt(8) == 0 ? all : valid;
                query.add(from.get(random.nextInt(from.size())));
            }
            assertAnswered(query);
        }
    }

    private static void assertAnswered(List<Parameter> query) {
        Set<String> sides = new HashSet<>();
        boolean isValid = query.stream().allMatch(parameter -> parameter.valid()
                && (sides.add(parameter.side()) || parameter.name().equals(MANY)));
        HttpResponse<String> response = edge.get("/v1/content/article?"
                + query.stream().map(Parameter::encoded).collect(Collectors.joining("&")));
        assertThat(response.statusCode()).as("%s: %s", query, response.body()).isEqualTo(isValid ? 200 : 400);
        if (!isValid) {
            JsonNode problem = JSON.readTree(response.body());
            String pointer = problem.at("/errors/0/pointer").asString("");
            String named = pointer.substring(1).replace("~1", "/").replace("~0", "~");
            assertThat(query).as(response.body()).extracting(Parameter::name).contains(named);
            assertThat(problem.path("detail").asString("")).contains("'" + named + "'").endsWith(".");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            colour=red                              | Unknown query parameter 'colour'. Lists of this type
            colour=red                              | author, featured, format, topic
            sort=colour                             | date, minutes, publishedAt, title
            limit=0                                 | from 1 to 100
            after=nonsense                          | cursor
            format=                                 | must not be empty
            topic[in]=water,                        | must not be empty
            topic=water&topic=land                  | 'topic' must not be repeated
            topic[in]=a&topic[in]=b                 | 'topic[in]' must not be repeated
            author[in]=a&author[in]=b               | 'author[in]' must not be repeated
            sort=date&sort=title                    | 'sort' must not be repeated
            locale=fr                               | en, de
            view=poster                             | full, card
            date[gte]=yesterday                     | date and time
            date[gte]=2026-01-02T00:00:00Z&date[gt]=2026-01-02T00:00:00Z | another bound
            minutes[lt]=many                        | number
            featured=x                              | true or false
            format=news                             | 'format' must be one of essay, review
            format[in]=essay,news                   | 'format[in]' must be one of essay, review
            author=Anna                             | must be the id or slug of a document
            author[gt]=anna                         | use 'author' or 'author[in]'
            topic=a%0Cb                             | control characters
            """)
    void rejectionsHaveAReason(String query, String reason) {
        HttpResponse<String> rejected = edge.get("/v1/content/article?" + query);
        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(rejected.body()).contains(reason.strip());
    }

    @Test
    void repeatedFiltersRequireAllValues() {
        String anna = EntryId.fresh().toString();
        String bert = EntryId.fresh().toString();
        content.publishAuthor(anna, "anna");
        content.publishAuthor(bert, "bert");
        content.publish(Article.titled("By both").by(anna + "," + bert));
        content.publish(Article.titled("By one").by(anna));
        Eventually.holds("both are listed", () -> total("author=anna") == 2);

        assertThat(total("author=anna&author=bert")).isEqualTo(1);
        assertThat(total("author=" + anna + "&author=bert&author=bert")).isEqualTo(1);
        assertThat(total("author=anna&author=nobody")).isZero();
        assertThat(total("author[in]=anna,bert")).isEqualTo(2);
        assertThat(total("author[in]=anna,nobody&author=bert")).isEqualTo(1);
    }

    @Test
    void choicesOutsideTheModelAreValidAsLongAsDocumentsHaveThem() {
        assertThat(edge.get("/v1/content/article?format=brief").statusCode()).isEqualTo(400);
        Article brief = Article.titled("Brief").formatted("brief");
        content.publish(brief);
        Eventually.holds("it is found", () -> total("format=brief") == 1);

        assertThat(total("format=brief&topic=none")).isZero();
        assertThat(total("format[in]=review,brief")).isEqualTo(1);
        assertThat(edge.get("/v1/content/article?format[in]=brief,news").statusCode()).isEqualTo(400);
        assertThat(edge.get("/v1/content/article?format=brief&locale=de").statusCode()).isEqualTo(400);

        content.unpublish(brief);
        Eventually.holds("it is rejected again", () -> total("format=brief") == -1);
    }

    /** -1 if the query is rejected. */
    private static int total(String query) {
        HttpResponse<String> list = edge.get("/v1/content/article?" + query);
        return list.statusCode() == 400 ? -1 : JSON.readTree(list.body()).path("total").intValue();
    }

    @Test
    void theNumberOfConditionsIsLimited() {
        String ten = "format=essay&format[in]=essay&topic=a&topic[in]=a&featured=true&featured[in]=true&author=a"
                + "&author[in]=a&title[gt]=a&minutes[gt]=1";
        assertThat(edge.get("/v1/content/article?" + ten).statusCode()).isEqualTo(200);
        HttpResponse<String> rejected = edge.get("/v1/content/article?" + ten + "&date[gt]=2026-01-02T00:00:00Z");
        assertThat(rejected.statusCode()).isEqualTo(400);
        assertThat(rejected.body()).contains("At most 10 filters");
    }
}
