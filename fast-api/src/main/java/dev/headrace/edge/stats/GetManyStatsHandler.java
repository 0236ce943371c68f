package dev.headrace.edge.stats;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.edge.body.Body;
import dev.headrace.edge.cache.Reading;
import dev.headrace.edge.documents.Presences;
import dev.headrace.edge.http.Audience;
import dev.headrace.edge.http.CacheTags;
import dev.headrace.edge.http.Endpoint;
import dev.headrace.edge.http.PathValues;
import dev.headrace.edge.http.Problem;
import dev.headrace.edge.http.ProblemException;
import dev.headrace.edge.http.Query;
import dev.headrace.edge.http.Replies;
import dev.headrace.edge.http.Representation;
import dev.headrace.edge.http.RepresentationSender;
import dev.headrace.edge.limit.MissLimit;
import dev.headrace.edge.limit.MissLimit.Lookups;
import dev.headrace.edge.model.LiveModel;
import dev.headrace.edge.tallies.Tallies;
import dev.headrace.edge.tallies.Tally;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.Sha256;
import dev.headrace.model.Target;
import io.undertow.server.HttpServerExchange;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** {@code GET /v1/stats?targets=article:ID,…}; unpublished targets are omitted. */
final class GetManyStatsHandler implements Endpoint {

    private static final String TARGETS = "targets";
    private static final int MAX_TARGETS = 100;
    private static final int MAX_QUOTED = 80;
    private static final JsonMapper JSON = new JsonMapper();

    private record TargetTally(Target target, Reading<Tally> tally) {}

    private final LiveModel model;
    private final Presences presences;
    private final Tallies tallies;
    private final MissLimit misses;
    private final RepresentationSender sender;

    GetManyStatsHandler(LiveModel model, Presences presences, Tallies tallies, MissLimit misses,
            RepresentationSender sender) {
        this.misses = misses;
        this.model = model;
        this.presences = presences;
        this.tallies = tallies;
        this.sender = sender;
    }

    @Override
    public void handle(HttpServerExchange exchange, PathValues path) {
        List<Target> targets = targets(exchange);
        Lookups lookups = misses.lookups(exchange);
        List<CompletableFuture<Optional<TargetTally>>> parts = targets.stream().map(target -> tally(target, lookups))
                .toList();
        Replies.when(CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new)).thenApply(
                _ -> representation(parts.stream().map(CompletableFuture::join).flatMap(Optional::stream).toList())),
                exchange, sender::send);
    }

    private static List<Target> targets(HttpServerExchange exchange) {
        String text = Query.of(exchange, List.of(TARGETS)).one(TARGETS).orElseThrow(() -> bad("is required"));
        List<Target> targets = Arrays.stream(text.split(",", -1)).map(GetManyStatsHandler::target).distinct().toList();
        if (targets.size() > MAX_TARGETS) {
            throw bad("must not name more than " + MAX_TARGETS);
        }
        return targets;
    }

    private static Target target(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw malformed(text);
        }
        return Target.of(text.substring(0, colon), text.substring(colon + 1)).orElseThrow(() -> malformed(text));
    }

    private static ProblemException malformed(String text) {
        return bad(text.isEmpty()
                ? "must be a list such as article:ID,article:ID"
                : "must be a list such as article:ID,article:ID; '" + shortened(text) + "' is not TYPE:ID");
    }

    private static String shortened(String text) {
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
    }

    private static ProblemException bad(String message) {
        return new ProblemException(Problem.badParameter(TARGETS, message));
    }

    private CompletableFuture<Optional<TargetTally>> tally(Target target, Lookups lookups) {
        return model.find(target.type()).map(type -> tally(target, type.interactions(), lookups))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()));
    }

    private CompletableFuture<Optional<TargetTally>> tally(Target target, Interactions interactions,
            Lookups lookups) {
        return presences.isPresent(target, lookups)
                .thenCompose(present -> present.value()
                        ? tallies.of(target, interactions)
                                .thenApply(tally -> Optional.of(new TargetTally(target, tally)))
                        : CompletableFuture.completedFuture(Optional.empty()));
    }

    private static Representation representation(List<TargetTally> found) {
        var bytes = new ByteArrayOutputStream(64 * found.size() + 2);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            for (TargetTally part : found) {
                json.writeName(part.target().toString());
                json.writeRawValue(new String(part.tally().value().json(), UTF_8));
            }
            json.writeEndObject();
        }
        ByteBuffer body = ByteBuffer.wrap(bytes.toByteArray());
        CacheTags tags = CacheTags.of(found.stream().map(TargetTally::target).toList());
        return new Representation(Audience.PUBLIC, "\"" + Sha256.tag(body) + "\"", tags, null, 0,
                found.stream().anyMatch(part -> part.tally().stale()), Body.once(body));
    }
}
