package dev.headrace.edge.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headrace.edge.http.ClientAddress;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.http.Representation;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.Sha256;
import io.undertow.server.HttpServerExchange;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/content/{type}} */
public final class ListDocumentsHandler implements Endpoint {

    private final LiveModel model;
    private final Lists lists;
    private final Tallies tallies;
    private final ClientAddress clientAddress;
    private final RepresentationSender sender;

    public ListDocumentsHandler(LiveModel model, Lists lists, Tallies tallies, ClientAddress clientAddress,
            RepresentationSender sender) {
        this.model = model;
        this.lists = lists;
        this.tallies = tallies;
        this.clientAddress = clientAddress;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        String typeName = path.get(0);
        PublishedModel.Type type = model.type(typeName);
        ListRequest request = ListRequest.read(typeName, type, Query.of(exchange));
        String address = exchange.getRequestPath() + "?" + withoutCursor(exchange.getQueryString());
        var page = lists.page(request, clientAddress.of(exchange));
        Replies.when(request.selection().stats()
                ? page.thenCompose(reading -> withTallies(reading, typeName, type.interactions(), address))
                : page.thenApply(reading -> plain(reading, typeName, address)), exchange, sender::send);
    }

    private static Representation plain(Reading<ListPage> reading, String type, String address) {
        ListPage page = reading.value();
        return new Representation("\"" + page.etag() + "\"", type, link(page.next(), address), reading.stale(),
                page.body().get());
    }

    private CompletableFuture<Representation> withTallies(Reading<ListPage> reading, String type,
            Interactions interactions, String address) {
        ListPage page = reading.value();
        return Lists.all(page.documents().stream().map(document -> tallies.of(document.target(), interactions)))
                .thenApply(readings -> {
                    List<Tally> found = readings.stream().map(Reading::value).toList();
                    String tags = page.etag() + found.stream().map(Tally::etag).collect(Collectors.joining());
                    boolean stale = reading.stale() || readings.stream().anyMatch(Reading::stale);
                    return new Representation("\"" + Sha256.tag(ByteBuffer.wrap(tags.getBytes(US_ASCII))) + "\"",
                            type,
                            link(page.next(), address), stale, page.bodyWith(found));
                });
    }

    private static @Nullable String link(@Nullable String next, String address) {
        return next == null ? null : "<" + address + ListRequest.AFTER + "=" + next + ">; rel=\"next\"";
    }

    /** Ends with {@code &} unless it is empty. */
    private static String withoutCursor(String query) {
        return Arrays.stream(query.split("&"))
                .filter(part -> !part.isEmpty() && !part.startsWith(ListRequest.AFTER + "="))
                .map(part -> part + "&").collect(Collectors.joining());
    }
}
