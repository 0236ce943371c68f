package dev.headrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.model.EntryId;
import dev.headrace.model.Frame;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.PublishedModel;
import dev.headrace.model.PublishedModel.Field;
import dev.headrace.model.PublishedModel.Interactions;
import dev.headrace.model.PublishedModel.Search;
import dev.headrace.model.PublishedModel.ValueKind;
import dev.headrace.model.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Documents of random words, whose frequencies are as in natural texts, written to Redis like by the core. */
final class SearchedDocuments implements AutoCloseable {

    static final int BODY_WORDS = 200;

    private static final int TITLE_WORDS = 5;
    private static final int VOCABULARY = 50_000;
    private static final int TOPICS = 20;
    private static final int FORMATS = 5;
    private static final String TYPE = "article";
    private static final String LOCALE = PublishedDocuments.LOCALE;
    private static final String[] SYLLABLES = {"ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe",
            "ri", "so", "tu", "va", "we", "xi", "yo", "zu", "bra", "cle", "dri", "flo", "gru", "sha", "ste", "tri",
            "plo",
            "kn"};

    private final PublishedDocuments documents;

    SearchedDocuments(String redisUrl) {
        documents = new PublishedDocuments(redisUrl);
    }

    /** Writes the model and documents, which are the same in every run except for their ids. */
    void write(int count) throws Exception {
        documents.put(model());
        for (int i = 0; i < count; i++) {
            Target target = new Target(TYPE, EntryId.fresh().toString());
            documents.put(target, frame(target, i), record(target, i));
        }
        documents.await();
    }

    /** The words of a document, the title first. */
    List<String> words(int document) {
        Random random = new Random(document);
        List<String> words = new ArrayList<>(TITLE_WORDS + BODY_WORDS);
        for (int i = 0; i < TITLE_WORDS + BODY_WORDS; i++) {
            // The frequency of a word is the inverse of its rank.
            words.add(word((int) Math.pow(VOCABULARY, random.nextDouble())));
        }
        return words;
    }

    private static String word(int rank) {
        StringBuilder word = new StringBuilder();
        for (int rest = rank * 7 + 31; rest > 0; rest /= SYLLABLES.length) {
            word.append(SYLLABLES[rest % SYLLABLES.length]);
        }
        return word.toString();
    }

    private byte[] record(Target target, int document) {
        Random random = new Random(-document);
        List<String> words = words(document);
        return Frame.document(1, new IndexRecord(target, LOCALE, 1_600_000_000_000L + document, "1",
                Map.of("topic", List.of("topic-" + random.nextInt(TOPICS)), "format",
                        List.of("format-" + random.nextInt(FORMATS))),
                Map.of("title", String.join(" ", words.subList(0, TITLE_WORDS)), "body",
                        String.join(" ", words.subList(TITLE_WORDS, words.size()))))
                .toJson().getBytes(UTF_8)).encode();
    }

    private static byte[] frame(Target target, int document) {
        return Frame.document(1, ("{\"id\":\"" + target.id() + "\",\"type\":\"article\",\"title\":\"" + document
                + "\",\"description\":\"" + "x".repeat(200) + "\"}").getBytes(UTF_8)).encode();
    }

    private static PublishedModel model() {
        Field text = new Field(ValueKind.TEXT, List.of());
        return new PublishedModel(1, List.of(LOCALE),
                Map.of(TYPE, new PublishedModel.Type(List.of(PublishedModel.FULL), PublishedModel.FULL,
                        Map.of("topic", text, "format", text), Map.of(), Interactions.NONE, "1",
                        new Search(Map.of("title", "1", "body", "2"), "title", List.of("topic", "format")))));
    }

    @Override
    public void close() {
        documents.close();
    }
}
