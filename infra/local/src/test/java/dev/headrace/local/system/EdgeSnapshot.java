package dev.headrace.local.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All documents and list pages that the edge serves, byte for byte. */
final class EdgeSnapshot {

    private static final String PUBLISHED_AT = "publishedAt";
    private static final int PAGE_SIZE = 3;

    private final HttpClient http;
    private final String edge;
    private final Collection<String> ids;
    private final Map<Document, Answer> documents = new LinkedHashMap<>();
    private final Map<Listing, List<JsonNode>> lists = new LinkedHashMap<>();
    private final Map<String, Answer> answers = new TreeMap<>();

    /** A request for a document by id or slug. */
    record Document(String type, String idOrSlug, String locale, String view) {

        String path() {
            return "/v1/content/" + type + "/" + idOrSlug + "?locale=" + locale + "&view=" + view;
        }

        /** The document's key, with the slug resolved. */
        String key(Map<String, String> slugs) {
            return type + ":" + slugs.getOrDefault(type + ":" + locale + ":" + idOrSlug, idOrSlug) + ":" + locale + ":"
                    + view;
        }
    }

    /** A list that was read completely. */
    record Listing(String type, String locale, String view, String sort) {

        String path() {
            return "/v1/content/" + type + "?locale=" + locale + "&view=" + view + "&sort=" + sort + "&limit="
                    + PAGE_SIZE;
        }
    }

    /** A response of the edge, without the body of an error. */
    record Answer(int status, String etag, String body) {

        JsonNode json() {
            return StoredModel.json(status == 200 ? body : "{}");
        }
    }

    private EdgeSnapshot(HttpClient http, String edge, Collection<String> ids) {
        this.http = http;
        this.edge = edge;
        this.ids = List.copyOf(ids);
    }

    /**
     * Takes a snapshot.
     *
     * @param ids {@code type/id} or {@code type/slug} of documents to request
     */
    static EdgeSnapshot take(HttpClient http, String edge, StoredModel model, Collection<String> ids) {
        EdgeSnapshot snapshot = new EdgeSnapshot(http, edge, ids);
        for (String locale : model.chains().keySet()) {
            for (String id : ids) {
                String[] parts = id.split("/", -1);
                views(model, parts[0]).forEach(view -> snapshot
                        .readDocument(new Document(parts[0], parts[1], locale, view)));
            }
            model.byId().values().forEach(type -> snapshot.readLists(type, locale));
        }
        return snapshot;
    }

    private static Set<String> views(StoredModel model, String type) {
        return model.byId().values().stream().filter(each -> each.name().equals(type)).findFirst()
                .map(each -> each.views().keySet()).orElse(Set.of("full"));
    }

    private void readDocument(Document document) {
        documents.put(document, get(document.path()));
    }

    private void readLists(StoredModel.Type type, String locale) {
        for (String view : type.views().keySet()) {
            Stream.concat(type.sorts().stream(), Stream.of(PUBLISHED_AT))
                    .flatMap(sort -> Stream.of(sort, "-" + sort))
                    .forEach(sort -> readPages(new Listing(type.name(), locale, view, sort)));
        }
    }

    private void readPages(Listing list) {
        List<JsonNode> items = new ArrayList<>();
        @Nullable
        String next = "";
        while (next != null) {
            JsonNode page = get(list.path() + (next.isEmpty() ? "" : "&after=" + next)).json();
            page.path("items").forEach(items::add);
            next = page.path("next").asString(null);
        }
        lists.put(list, items);
    }

    private Answer get(String path) {
        try {
            HttpResponse<String> response = http.send(HttpRequest.newBuilder(URI.create(edge + path)).build(),
                    BodyHandlers.ofString(UTF_8));
            Answer answer = new Answer(response.statusCode(), response.headers().firstValue("ETag").orElse(""),
                    response.statusCode() == 200 ? response.body() : "");
            answers.put(path, answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    Collection<String> ids() {
        return ids;
    }

    Map<Document, Answer> documents() {
        return documents;
    }

    /** All items of each list, in order. */
    Map<Listing, List<JsonNode>> lists() {
        return lists;
    }

    /** Responses by path and query. */
    Map<String, Answer> answers() {
        return answers;
    }

    /** The bodies without publication times, and without lists sorted by them. */
    Map<String, String> timeless() {
        Map<String, String> bodies = new TreeMap<>();
        answers.forEach((path, answer) -> {
            if (!path.contains(PUBLISHED_AT)) {
                bodies.put(path, answer.status() + " "
                        + answer.body().replaceAll("\"(publishedAt|updatedAt)\":\"[^\"]*\"", "\"$1\":\"\""));
            }
        });
        return bodies;
    }
}
