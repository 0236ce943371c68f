package dev.headrace.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.model.DescriptionWrite;
import dev.headrace.model.Announcement;
import dev.headrace.model.DocumentChange;
import dev.headrace.model.DocumentWrite;
import dev.headrace.model.EntryId;
import dev.headrace.model.EventId;
import dev.headrace.model.EpochMark;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.InteractionCodec;
import dev.headrace.model.InteractionEvent;
import dev.headrace.model.ModelWrite;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.ReactionChanged;
import dev.headrace.model.Receipt;
import dev.headrace.model.PublishedRedirects;
import dev.headrace.model.RedirectsWrite;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.RedisScript;
import dev.headrace.model.ScriptCall;
import dev.headrace.model.SlugWrite;
import dev.headrace.model.Target;
import dev.headrace.model.Version;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Writes to Redis like the core, through the shared model. */
final class ContentFixture implements AutoCloseable {

    static final PublishedModel MODEL = new PublishedModel(1, List.of("en", "de"),
            Map.of("article",
                    new PublishedModel.Type(List.of("full", "card"), "card",
                            Map.of("format", field(ValueKind.TEXT), "featured", field(ValueKind.BOOLEAN), "author",
                                    new PublishedModel.Field(ValueKind.REFERENCE, List.of("author"))),
                            Map.of("date", field(ValueKind.DATETIME), "title", field(ValueKind.TEXT), "minutes",
                                    field(ValueKind.NUMBER)),
                            Interactions.parse("{\"views\":true,\"reactions\":[\"like\",\"insightful\"]}")),
                    "author", new PublishedModel.Type(List.of("full"), "full", Map.of(), Map.of(), Interactions.NONE)));

    private final RedisClient client;
    private final StatefulRedisConnection<String, byte[]> connection;
    private long version = 1;
    private String lists = PublishedModel.UNKNOWN_LISTS;

    ContentFixture(String redisUrl) {
        client = RedisClient.create(redisUrl);
        connection = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    }

    private static PublishedModel.Field field(ValueKind kind) {
        return new PublishedModel.Field(kind, List.of());
    }

    /**
     * A document with its list values.
     *
     * @param author several, separated by commas, if the model allows it
     */
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

        IndexRecord record(String locale, String lists) {
            return new IndexRecord(target(), locale, Instant.parse(date).toEpochMilli(), lists,
                    Map.of("format", List.of(format), "featured", List.of(String.valueOf(featured)), "author",
                            List.of(author.split(",")), "date", List.of(date), "title", List.of(title), "minutes",
                            List.of(String.valueOf(minutes))));
        }

        Article lasting(int otherMinutes) {
            return new Article(id, slug, title, date, otherMinutes, format, featured, author);
        }

        String json(String view) {
            return "{\"id\":\"" + id + "\",\"type\":\"article\",\"title\":\"" + title + "\",\"view\":\"" + view + "\"}";
        }
    }

    RedisCommands<String, byte[]> redis() {
        return connection.sync();
    }

    long nextVersion() {
        version++;
        return version;
    }

    String lists() {
        return lists;
    }

    /** Runs a script; its result as a text. */
    String run(ScriptCall call) {
        Object answer = redis().<Object>eval(call.script().text(),
                call.script() == RedisScript.ANNOUNCE_OVERLAY ? ScriptOutputType.VALUE : ScriptOutputType.INTEGER,
                keys(call), arguments(call));
        return answer instanceof byte[] bytes ? new String(bytes, UTF_8) : String.valueOf(answer);
    }

    /** Renders later documents for these lists. */
    void renderFor(String otherLists) {
        lists = otherLists;
    }

    void publishModel() {
        publishModel(MODEL);
    }

    void publishModel(PublishedModel model) {
        // Otherwise, Redis would count as having lost its contents.
        redis().set(RedisKeys.EPOCH, bytes("first"), SetArgs.Builder.nx());
        evaluate(new ModelWrite(model, true).call());
    }

    /** Like a core that has found that Redis has lost its contents. */
    void beginRewriting(String epoch) {
        redis().set(RedisKeys.REWRITING, bytes(Version.format(version)));
        redis().set(RedisKeys.EPOCH, bytes(EpochMark.filling(epoch)));
        publishModel();
        redis().set(RedisKeys.EPOCH, bytes(epoch));
    }

    /** Publishes an article in the default locale like the core; returns the stream entry of the announcement. */
    String publish(Article article) {
        return publish(article, "en");
    }

    /** Writes frames, index record, presence, slug and announcement. */
    String publish(Article article, String locale) {
        write(article, locale);
        return announce(article.target(), locale);
    }

    /** Writes everything except the announcement. */
    void write(Article article, String locale) {
        version++;
        put(article.target(), locale, article.record(locale, lists), present("article"),
                Map.of("full", Frame.document(version, bytes(article.json("full"))), "card",
                        Frame.document(version, bytes(article.json("card")))));
        point(article.target(), locale, article.slug(), Frame.pointer(version, article.id()));
    }

    /** Publishes an article in the default locale that lists omit. */
    String withdraw(Article article) {
        version++;
        IndexRecord listed = article.record("en", lists);
        put(article.target(), "en", new IndexRecord(listed.target(), listed.locale(), listed.publishedAt(),
                listed.lists(), listed.values(), listed.texts(), true), present("article"),
                Map.of("full", Frame.document(version, bytes(article.json("full"))), "card",
                        Frame.document(version, bytes(article.json("card")))));
        return announce(article.target(), "en");
    }

    /** Publishes a document in the default locale that is found by its texts. */
    void publishSearched(Target target, Map<String, List<String>> values, Map<String, String> texts) {
        publishSearched(target, "en", values, texts);
    }

    void publishSearched(Target target, String locale, Map<String, List<String>> values, Map<String, String> texts) {
        putSearched(target, locale, values, texts, false);
    }

    /** Publishes a document in the default locale that would be found by its texts if it were not withdrawn. */
    void withdrawSearched(Target target, Map<String, List<String>> values, Map<String, String> texts) {
        putSearched(target, "en", values, texts, true);
    }

    private void putSearched(Target target, String locale, Map<String, List<String>> values, Map<String, String> texts,
            boolean isWithdrawn) {
        version++;
        String json = "{\"id\":\"" + target.id() + "\",\"type\":\"" + target.type() + "\",\"view\":\"VIEW\"}";
        put(target, locale, new IndexRecord(target, locale, version, lists, values, texts, isWithdrawn),
                present(target.type()),
                Map.of("full", Frame.document(version, bytes(json.replace("VIEW", "full"))), "card",
                        Frame.document(version, bytes(json.replace("VIEW", "card")))));
        announce(target, locale);
    }

    /** Unpublishes a document in the default locale. */
    void unpublish(Target target) {
        version++;
        Frame tombstone = Frame.tombstone(version);
        put(target, "en", null, tombstone, Map.of("full", tombstone, "card", tombstone));
        announce(target, "en");
    }

    void publishAuthor(String id, String slug) {
        version++;
        Target author = new Target("author", id);
        put(author, "en", new IndexRecord(author, "en", 0, Map.of()), present("author"),
                Map.of("full",
                        Frame.document(version, bytes("{\"id\":\"" + id + "\",\"type\":\"author\"}"))));
        point(author, "en", slug, Frame.pointer(version, id));
        announce(author, "en");
    }

    String unpublish(Article article) {
        return unpublish(article, "en");
    }

    /** Unpublishes in the locale of publication. */
    String unpublish(Article article, String locale) {
        version++;
        Frame tombstone = Frame.tombstone(version);
        put(article.target(), locale, null, tombstone, Map.of("full", tombstone, "card", tombstone));
        point(article.target(), locale, article.slug(), tombstone);
        return announce(article.target(), locale);
    }

    /** Unpublishes in the default locale; readers get something else. */
    void end(Article article, LongFunction<Frame> ending) {
        version++;
        Frame frame = ending.apply(version);
        put(article.target(), "en", null, Frame.tombstone(version), Map.of("full", frame, "card", frame));
        point(article.target(), "en", article.slug(), Frame.pointer(version, article.id()));
        announce(article.target(), "en");
    }

    void publishRedirects(PublishedRedirects.Item... items) {
        version++;
        ScriptCall call = new RedirectsWrite(version, new PublishedRedirects(List.of(items))).call();
        redis().<Long>eval(call.script().text(), ScriptOutputType.INTEGER, keys(call), arguments(call));
    }

    void publishDescription(Frame frame) {
        ScriptCall call = new DescriptionWrite(frame).call();
        redis().<Long>eval(call.script().text(), ScriptOutputType.INTEGER, keys(call), arguments(call));
    }

    /** Leads from a former slug of an article to its current one. */
    void rename(Article article, String former) {
        version++;
        point(article.target(), "en", former, Frame.moved(version, null, article.target(), article.slug()));
    }

    private Frame present(String type) {
        return Frame.document(version, bytes(type));
    }

    private void put(Target target, String locale, @Nullable IndexRecord entry, Frame presence,
            Map<String, Frame> frames) {
        evaluate(new DocumentWrite(target, locale, version, frames, entry, presence).call());
    }

    private void point(Target target, String locale, String slug, Frame frame) {
        ScriptCall call = new SlugWrite(target.type(), locale, slug, frame).call();
        redis().<Long>eval(call.script().text(), ScriptOutputType.INTEGER, keys(call), arguments(call));
    }

    private String announce(Target target, String locale) {
        return evaluate(new Announcement(List.of(new DocumentChange(target, locale))).call());
    }

    /** Announces an article many times, as if it had changed so often. */
    void announce(Article article, int times) {
        evaluate(new Announcement(Collections.nCopies(times, new DocumentChange(article.target(), "en"))).call());
    }

    private String evaluate(ScriptCall call) {
        byte[] answer = redis().eval(call.script().text(), ScriptOutputType.VALUE, keys(call), arguments(call));
        return new String(answer, UTF_8);
    }

    private static String[] keys(ScriptCall call) {
        return call.keys().toArray(String[]::new);
    }

    private static byte[][] arguments(ScriptCall call) {
        return call.arguments().stream().map(ContentFixture::bytes).toArray(byte[][]::new);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Sets fields of {@link RedisKeys#tally}. */
    void setTallies(Article article, Map<String, String> fields) {
        fields.forEach((field, value) -> redis().hset(RedisKeys.tally(article.target()), field, bytes(value)));
    }

    /** Number of events in a target's outbox. */
    long outboxLength(Target target) {
        return redis().xlen(RedisKeys.outbox(target.partition()));
    }

    /** Simulates an accepted event that has not been shipped yet. */
    void putBackIntoOutbox(Target target, EventId id) {
        String receipt = new String(redis().get(RedisKeys.receipt(id)), UTF_8);
        String entry = redis().xadd(RedisKeys.outbox(target.partition()),
                Map.of("c", bytes(Version.format(1)), "e", bytes(InteractionCodec
                        .write(new InteractionEvent(id, ReactionChanged.KIND, target, "anna",
                                new ReactionChanged("like", true).toJson())))));
        redis().set(RedisKeys.receipt(id), bytes(receipt.replace(Receipt.parse(receipt).outboxEntry(), entry)));
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
