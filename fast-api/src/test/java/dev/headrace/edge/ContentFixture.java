package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.model.EntryId;
import dev.headrace.model.EventId;
import dev.headrace.model.Frame;
import dev.headrace.model.Interaction.ReactionChanged;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.ListPlace;
import dev.headrace.model.ListValue;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.Receipt;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.RedisScript;
import dev.headrace.model.SortKey;
import dev.headrace.model.Target;
import dev.headrace.model.Version;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes into Redis what the core writes there, through the shared model. */
final class ContentFixture implements AutoCloseable {

    static final PublishedModel MODEL = new PublishedModel(1,
            Map.of("article",
                    new PublishedModel.Type(List.of("full", "card"), "card",
                            Map.of("format", field(ValueKind.TEXT), "featured", field(ValueKind.BOOLEAN), "author",
                                    new PublishedModel.Field(ValueKind.REFERENCE, List.of("author"))),
                            Map.of("date", field(ValueKind.DATETIME), "title", field(ValueKind.TEXT), "minutes",
                                    field(ValueKind.NUMBER)),
                            new Interactions(true, List.of("like", "insightful"))),
                    "author", new PublishedModel.Type(List.of("full"), "full", Map.of(), Map.of(), Interactions.NONE)));

    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> connection;
    private long version = 1;

    ContentFixture(String redisUrl) {
        client = RedisClient.create(redisUrl);
        connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    }

    private static PublishedModel.Field field(ValueKind kind) {
        return new PublishedModel.Field(kind, List.of());
    }

    /** A document and what it is filed under. */
    record Article(String id, String slug, String title, String date, int minutes, String format, boolean featured,
            String author) {

        static Article titled(String title) {
            return new Article(EntryId.fresh().toString(), title.toLowerCase(Locale.ROOT).replace(' ', '-'),
                    title, "2026-03-14T08:00:00Z", 5, "essay", false, EntryId.fresh().toString());
        }

        Article dated(String otherDate) {
            return new Article(id, slug, title, otherDate, minutes, format, featured, author);
        }

        Article formatted(String otherFormat) {
            return new Article(id, slug, title, date, minutes, otherFormat, featured, author);
        }

        Article featured(boolean isFeatured) {
            return new Article(id, slug, title, date, minutes, format, isFeatured, author);
        }

        Article by(String otherAuthor) {
            return new Article(id, slug, title, date, minutes, format, featured, otherAuthor);
        }

        Article retitled(String otherTitle) {
            return new Article(id, slug, otherTitle, date, minutes, format, featured, author);
        }

        Target target() {
            return new Target("article", id);
        }

        String path() {
            return "/v1/content/article/" + id;
        }

        String json(String view) {
            return "{\"id\":\"" + id + "\",\"type\":\"article\",\"title\":\"" + title + "\",\"view\":\"" + view + "\"}";
        }
    }

    RedisCommands<String, byte[]> redis() {
        return connection.sync();
    }

    void publishModel() {
        publishModel(MODEL);
    }

    void publishModel(PublishedModel model) {
        redis().set(RedisKeys.MODEL, model.toJson().getBytes(UTF_8));
    }

    /** Writes frames, slug, lists and the announcement, in the core's order; answers the announcement's place. */
    String publish(Article article) {
        version++;
        putFrame(article, "full", Frame.document(version, article.json("full").getBytes(UTF_8)));
        putFrame(article, "card", Frame.document(version, article.json("card").getBytes(UTF_8)));
        point(article.target(), article.slug());
        place(article, places(article));
        return announce(article, "put");
    }

    void publishAuthor(String id, String slug) {
        Target author = new Target("author", id);
        run(RedisScript.PUT_FRAMES,
                List.of(RedisKeys.document(author, PublishedModel.FULL, PublishedModel.DEFAULT_LOCALE)), List.of(Frame
                        .document(++version, ("{\"id\":\"" + id + "\",\"type\":\"author\"}").getBytes(UTF_8))
                        .encode(),
                        bytes("0")));
        point(author, slug);
    }

    String unpublish(Article article) {
        version++;
        putFrame(article, "full", Frame.tombstone(version));
        putFrame(article, "card", Frame.tombstone(version));
        run(RedisScript.PUT_FRAMES, List.of(RedisKeys.slug("article", article.slug())),
                List.of(Frame.tombstone(version).encode(), bytes("0")));
        place(article, List.of());
        return announce(article, "gone");
    }

    private void putFrame(Article article, String view, Frame frame) {
        run(RedisScript.PUT_FRAMES,
                List.of(RedisKeys.document(article.target(), view, PublishedModel.DEFAULT_LOCALE)),
                List.of(frame.encode(), bytes("0")));
    }

    private void point(Target target, String slug) {
        run(RedisScript.PUT_FRAMES, List.of(RedisKeys.slug(target.type(), slug)),
                List.of(Frame.pointer(version, target.id()).encode(), bytes("0")));
    }

    private static List<ListPlace> places(Article article) {
        List<ListPlace> places = new ArrayList<>();
        Map.of(PublishedModel.PUBLISHED_AT, SortKey.ofInstant(Instant.parse(article.date())), "date",
                SortKey.ofInstant(Instant.parse(article.date())), "title", SortKey.ofText(article.title()), "minutes",
                ListValue.read(ValueKind.NUMBER, String.valueOf(article.minutes())).sortKey()).forEach((sort, key) -> {
                    String member = ListPlace.member(key, article.id());
                    places.add(new ListPlace(RedisKeys.list("article", sort), member));
                    places.add(new ListPlace(RedisKeys.list("article", sort, "format", article.format()), member));
                    places.add(new ListPlace(
                            RedisKeys.list("article", sort, "featured", String.valueOf(article.featured())), member));
                    places.add(new ListPlace(RedisKeys.list("article", sort, "author", article.author()), member));
                });
        return places;
    }

    private void place(Article article, List<ListPlace> places) {
        String placesKey = RedisKeys.listPlaces(article.target());
        byte[] found = redis().get(placesKey);
        List<ListPlace> old = found == null ? List.of() : ListPlace.read(new String(Frame.decode(found).body(), UTF_8));
        List<String> keys = new ArrayList<>(List.of(placesKey, RedisKeys.listVersion("article")));
        List<byte[]> arguments = new ArrayList<>(List.of(found == null ? new byte[0] : found,
                Frame.document(version, ListPlace.write(places).getBytes(UTF_8)).encode(), bytes("0"),
                bytes(String.valueOf(old.size()))));
        for (List<ListPlace> group : List.of(old, places)) {
            group.forEach(place -> {
                keys.add(place.key());
                arguments.add(bytes(place.member()));
            });
        }
        run(RedisScript.PLACE_IN_LISTS, keys, arguments);
    }

    private String announce(Article article, String what) {
        return redis().xadd(RedisKeys.CHANGES, Map.of("t", bytes("article"), "i", bytes(article.id()), "v",
                bytes(Version.format(version)), "k", bytes(what)));
    }

    private void run(RedisScript script, List<String> keys, List<byte[]> arguments) {
        redis().eval(script.text(),
                script == RedisScript.PUT_FRAMES ? ScriptOutputType.INTEGER : ScriptOutputType.VALUE,
                keys.toArray(String[]::new),
                arguments.toArray(byte[][]::new));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Sets fields of {@link RedisKeys#tally}. */
    void setTallies(Article article, Map<String, String> fields) {
        fields.forEach((field, value) -> redis().hset(RedisKeys.tally(article.target()), field, bytes(value)));
    }

    /** How many events lie in a target's outbox. */
    long outboxLength(Target target) {
        return redis().xlen(RedisKeys.outbox(target.partition()));
    }

    /** Makes it look as if the edge that accepted an event had not shipped it yet. */
    void putBackIntoOutbox(Target target, EventId id) {
        String receipt = new String(redis().get(RedisKeys.receipt(id)), UTF_8);
        String entry = redis().xadd(RedisKeys.outbox(target.partition()),
                Map.of("c", bytes(Version.format(1)), "e", bytes(InteractionCodec
                        .write(new ReactionChanged(id, target, "anna", "like", true)))));
        redis().set(RedisKeys.receipt(id), bytes(receipt.replace(Receipt.parse(receipt).outboxEntry(), entry)));
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
