package dev.headrace.admin.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EntriesIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        Answer applied = core.apply("""
                types:
                  author:
                    title: name
                    fields: {name: {type: text, required: true}, code: {type: text, unique: true}}
                  article:
                    title: title
                    fields:
                      title: {type: text, required: true, max: 20}
                      slug: {type: slug, from: title, unique: true}
                      body: {type: markdown}
                      stars: {type: number, integer: true, min: 1, max: 5}
                      price: {type: number, unique: true}
                      hot: {type: boolean, default: false}
                      date: {type: datetime}
                      kind: {type: enum, values: [news, essay]}
                      mail: {type: email}
                      site: {type: url}
                      author: {type: reference, to: [author]}
                      friends: {type: reference, to: [author], many: true}
                """);
        assertThat(applied.status()).as(applied.text()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void allInvalidFieldsAreReportedAndNothingIsSaved() {
        Answer answer = core.post("/api/entries/article",
                """
                        {"fields": {"title": "far too long for this small field", "slug": "Not A Slug", "stars": 9, "hot": "yes",
                         "date": "tomorrow", "kind": "song", "mail": "nobody", "site": "ftp://x", "author": "x",
                         "friends": ["01890000-0000-7000-8000-000000000000"], "colour": "red"}}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.response().headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactlyInAnyOrder("/title",
                "/slug",
                "/stars", "/hot", "/date", "/kind", "/mail", "/site", "/author", "/friends", "/colour");
        assertThat(core.get("/api/entries/article?q=far").json().path("total").intValue()).isZero();
    }

    @Test
    void aDraftMayBeIncompleteButAPublicationMayNot() {
        Answer draft = core.post("/api/entries/article", "{\"fields\": {\"body\": \"no title yet\"}}");
        assertThat(draft.status()).as(draft.text()).isEqualTo(201);

        Answer published = core.post("/api/entries/article/" + id(draft) + "/publish", "");

        assertThat(published.status()).isEqualTo(400);
        assertThat(published.json().at("/errors/0/pointer").stringValue()).isEqualTo("/title");
        assertThat(core.get("/api/entries/article/" + id(draft)).json().path("status").stringValue())
                .isEqualTo("draft");
    }

    @Test
    void savingUnchangedValuesCreatesNoVersion() {
        Answer created = core.post("/api/entries/article", "{\"fields\": {\"title\": \"Same\"}}");

        Answer again = core.put("/api/entries/article/" + id(created),
                "{\"fields\": {\"title\": \"Same\", \"slug\": \"same\","
                        + " \"hot\": false}}");

        assertThat(again.json().path("version").intValue()).isEqualTo(1);
    }

    @Test
    void usedSlugsAreRejectedAndGeneratedSlugsAreUnique() {
        core.post("/api/entries/article", "{\"fields\": {\"title\": \"Taken\"}}");

        assertThat(core.post("/api/entries/article", "{\"fields\": {\"title\": \"x\", \"slug\": \"taken\"}}").json()
                .at("/errors/0/pointer").stringValue()).isEqualTo("/slug");
        assertThat(core.post("/api/entries/article", "{\"fields\": {\"title\": \"Taken\"}}").json().at("/fields/slug")
                .stringValue()).isEqualTo("taken-2");
    }

    @Test
    void aTitleWithoutLettersStillGetsADistinctSlug() {
        String one = slug("\uD83C\uDF89");
        String other = slug("\uD83C\uDF89");

        assertThat(one).matches("[0-9a-f]{12}").isNotEqualTo(other);
    }

    @Test
    void decomposedTextsEqualComposedOnes() {
        String author = "{\"fields\": {\"name\": \"Ada\", \"code\": \"%s\"}}";
        assertThat(core.post("/api/entries/author", author.formatted("caf\u00e9")).status()).isEqualTo(201);

        assertThat(core.post("/api/entries/author", author.formatted("cafe\u0301")).json()
                .at("/errors/0/pointer").stringValue()).isEqualTo("/code");
        assertThat(core.get("/api/entries/author?code=cafe%CC%81").json().path("total").intValue()).isEqualTo(1);
        assertThat(core.get("/api/entries/author?q=cafe%CC%81").json().path("total").intValue()).isEqualTo(1);
        assertThat(core.get("/api/entries/author?code=%00").json().at("/errors/0/pointer").stringValue())
                .isEqualTo("/code");
    }

    private static String slug(String title) {
        Answer created = core.post("/api/entries/article", "{\"fields\": {\"title\": \"" + title + "\"}}");
        return created.json().at("/fields/slug").stringValue();
    }

    @Test
    void aPublishedSlugIsReservedUntilItsChangeIsPublished() {
        Answer first = core.post("/api/entries/article", "{\"fields\": {\"title\": \"Address\"}}");
        core.post("/api/entries/article/" + id(first) + "/publish", "");
        core.patch("/api/entries/article/" + id(first), "{\"fields\": {\"slug\": \"moved\"}}");
        String second = "{\"fields\": {\"title\": \"Second\", \"slug\": \"address\"}}";

        assertThat(core.post("/api/entries/article", second).status()).isEqualTo(400);
        core.post("/api/entries/article/" + id(first) + "/publish", "");
        assertThat(core.post("/api/entries/article", second).status()).isEqualTo(201);
    }

    @Test
    void listsAreSearchedFilteredSortedAndPaged() {
        for (String title : new String[]{"Listing beta", "Listing alpha", "Listing gamma"}) {
            core.post("/api/entries/article", "{\"fields\": {\"title\": \"" + title + "\", \"kind\": \"essay\"}}");
        }

        Answer page = core.get("/api/entries/article?q=listing&kind=essay&status=draft&sort=title&size=2");

        assertThat(page.json().path("total").intValue()).as(page.text()).isEqualTo(3);
        assertThat(page.json().path("items").findValuesAsString("title")).containsExactly("Listing alpha",
                "Listing beta");
        assertThat(core.get("/api/entries/article?colour=red").status()).isEqualTo(400);
        assertThat(core.get("/api/entries/article/" + page.json().at("/items/0/id").stringValue() + "?x=1").status())
                .isEqualTo(400);
    }

    @Test
    void concurrentCreationsWithOneTitleGetDistinctSlugs() {
        List<Answer> created = Stream.generate(() -> CompletableFuture
                .supplyAsync(() -> core.post("/api/entries/article", "{\"fields\": {\"title\": \"Same title\"}}")))
                .limit(30).toList().stream().map(CompletableFuture::join).toList();

        assertThat(created).extracting(Answer::status).containsOnly(201);
        assertThat(created.stream().map(answer -> answer.json().at("/fields/slug").stringValue()).sorted().toList())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 30)
                        .mapToObj(number -> number == 1 ? "same-title" : "same-title-" + number).sorted().toList());
    }

    @Test
    void numbersKeepAllDigitsInCanonicalForm() {
        Answer exact = core.post("/api/entries/article",
                "{\"fields\": {\"title\": \"Exact\", \"price\": 12345678901234567890.12}}");
        Answer tiny = core.post("/api/entries/article", "{\"fields\": {\"title\": \"Tiny\", \"price\": 1e-9}}");
        Answer plain = core.post("/api/entries/article", "{\"fields\": {\"title\": \"Plain\", \"price\": 1.50}}");

        assertThat(core.get("/api/entries/article/" + id(exact)).text()).contains("\"price\":12345678901234567890.12");
        assertThat(core.get("/api/entries/article/" + id(tiny)).text()).contains("\"price\":0.000000001");
        assertThat(core.get("/api/entries/article/" + id(plain)).text()).contains("\"price\":1.5,");
        assertThat(core.get("/api/entries/article?price=1.500").json().path("total").intValue()).isEqualTo(1);
        for (String same : List.of("1.5", "1.500", "15e-1")) {
            assertThat(core.post("/api/entries/article", "{\"fields\": {\"title\": \"x\", \"price\": " + same + "}}")
                    .json().at("/errors/0/pointer").stringValue()).as(same).isEqualTo("/price");
        }
        assertThat(core.post("/api/entries/article", "{\"fields\": {\"price\": 1e999999}}").status()).isEqualTo(400);
    }

    @Test
    void longTitlesAndUniqueValuesFitTheirIndexes() {
        String emoji = new Random(1).ints(999, 0x1F300, 0x1F5FF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
        String body = "{\"fields\": {\"name\": \"" + emoji + "\", \"code\": \"" + emoji + "\"}}";

        Answer created = core.post("/api/entries/author", body);
        Answer again = core.post("/api/entries/author", body);
        Answer other = core.post("/api/entries/author", body.replaceFirst("\"}}", "x\"}}"));

        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(again.json().at("/errors/0/pointer").stringValue()).isEqualTo("/code");
        assertThat(other.status()).as(other.text()).isEqualTo(201);
    }

    @Test
    void anEndlessBodyIsRejected() {
        byte[] chunk = new byte[64 * 1024];
        Arrays.fill(chunk, (byte) ' ');
        Supplier<InputStream> endless = () -> new SequenceInputStream(Collections.enumeration(Collections
                .nCopies(300, chunk).stream().map(ByteArrayInputStream::new).toList()));
        HttpRequest.Builder request = HttpRequest.newBuilder(core.url("/api/entries/article"))
                .header("Authorization", "Bearer " + core.editorToken()).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(endless));

        Answer answer = core.send(request.build());

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().path("detail").stringValue()).isEqualTo("The body must not be larger than 16 MB.");
    }

    @Test
    void callsWithoutATokenAreUnauthorized() {
        HttpRequest anonymous = HttpRequest.newBuilder(core.url("/api/types")).build();
        HttpRequest wrong = HttpRequest.newBuilder(core.url("/api/types")).header("Authorization", "Bearer hr_wrong")
                .POST(BodyPublishers.ofString("{}")).build();

        assertThat(core.send(anonymous).status()).isEqualTo(401);
        assertThat(core.send(wrong).status()).isEqualTo(401);
        assertThat(core.send(wrong).response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    private static String id(Answer answer) {
        return answer.json().path("id").stringValue();
    }
}
