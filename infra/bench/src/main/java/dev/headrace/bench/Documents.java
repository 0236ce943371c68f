package dev.headrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.model.EntryId;
import dev.headrace.model.Frame;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.RedisKeys;
import dev.headrace.model.Target;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** 10,000 documents of about 1.5 KB, in Redis for the edge and for NGINX, and in a file for the bare servers. */
record Documents(List<Document> all) {

    static final int COUNT = 10_000;
    private static final int TEXT = 1_300;
    private static final String WORDS = "a race leads the water of a river to the wheel of a mill and back ";

    /** A document and its ETag. */
    record Document(String path, String slugPath, String etag, String json) {}

    /** Writes documents that are the same in every run. */
    static Documents write(Setup setup) throws Exception {
        List<Document> documents = new ArrayList<>();
        RedisClient client = RedisClient.create(setup.redisUrl());
        try (StatefulRedisConnection<String, byte[]> connection = client
                .connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE))) {
            RedisAsyncCommands<String, byte[]> redis = connection.async();
            List<RedisFuture<String>> pending = new ArrayList<>();
            pending.add(redis.set(RedisKeys.EPOCH, "bench".getBytes(UTF_8)));
            pending.add(redis.set(RedisKeys.MODEL, model().toJson().getBytes(UTF_8)));
            Random random = new Random(1);
            for (int i = 0; i < COUNT; i++) {
                String id = EntryId.fresh().toString();
                String json = json(id, random);
                Frame frame = Frame.document(1, json.getBytes(UTF_8));
                String path = "/v1/content/article/" + id;
                pending.add(redis.set(RedisKeys.document(new Target("article", id),
                        PublishedModel.DEFAULT_LOCALE, PublishedModel.FULL), frame.encode()));
                pending.add(redis.set(RedisKeys.presence(new Target("article", id)),
                        Frame.document(1, "article".getBytes(UTF_8)).encode()));
                pending.add(redis.set("bench:" + path, frame.body()));
                String slug = "race-" + i;
                pending.add(redis.set(RedisKeys.slug("article", PublishedModel.DEFAULT_LOCALE, slug),
                        Frame.pointer(1, id).encode()));
                documents.add(new Document(path, "/v1/content/article/" + slug, "\"" + frame.etag() + "\"", json));
            }
            for (RedisFuture<String> each : pending) {
                each.get();
            }
        } finally {
            client.shutdown();
        }
        Files.write(setup.documentsFile(),
                documents.stream().map(document -> document.path() + "\t" + document.json()).toList());
        return new Documents(documents);
    }

    private static PublishedModel model() {
        return new PublishedModel(1, List.of("en"),
                Map.of("article", new PublishedModel.Type(List.of(PublishedModel.FULL),
                        PublishedModel.FULL, Map.of(), Map.of(),
                        Interactions.parse("{\"views\":true,\"reactions\":[\"like\"]}"))));
    }

    private static String json(String id, Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < TEXT + random.nextInt(200)) {
            text.append(WORDS, 0, 1 + random.nextInt(WORDS.length() - 1));
        }
        return "{\"id\":\"" + id + "\",\"type\":\"article\",\"title\":\"Race " + random.nextInt() + "\",\"body\":\""
                + text
                + "\",\"_meta\":{\"version\":1,\"publishedAt\":\"2026-01-01T00:00:00Z\",\"locale\":\"en\"}}";
    }

    /** Writes requests in the format of {@code requests.lua}. */
    static Path requests(Setup setup, String name, List<String> lines) throws IOException {
        return Files.write(setup.folder().resolve(name + ".requests"), lines);
    }
}
