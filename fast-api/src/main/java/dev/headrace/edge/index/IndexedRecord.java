package dev.headrace.edge.index;

import dev.headrace.edge.index.Schema.Searched;
import dev.headrace.model.IndexRecord;
import dev.headrace.model.ListValue;
import dev.headrace.model.PublishedModel.ValueKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;

/** Maps index records to Lucene documents, and names the fields. */
final class IndexedRecord {

    static final String ID = "_id";
    static final String PARTITION = "_partition";
    static final String ID_HIGH = "_high";
    static final String ID_LOW = "_low";
    static final String VERSION = "_version";
    static final String ETAG = "_etag";
    static final String PUBLISHED_AT = "_published";
    /** The text of the field that counts more. */
    static final String TITLE = "_title";
    /** The texts of the other fields, in the order of {@link Schema.Searched#texts}, with empty ones. */
    static final String TEXT = "_text";

    /** The default list order, which is also the index sort, so that only the first documents are read. */
    static final Sort NEWEST_FIRST = new Sort(new SortField(PUBLISHED_AT, SortField.Type.LONG, true),
            new SortField(ID_HIGH, SortField.Type.LONG, true), new SortField(ID_LOW, SortField.Type.LONG, true));

    private static final String OUTDATED = "_outdated";
    /** Matches documents whose record was not rendered for the schema of the index. */
    static final Term OUTDATED_TERM = new Term(OUTDATED, new BytesRef());

    private static final String WITHDRAWN = "_withdrawn";
    /** Matches documents that lists omit. */
    static final Term WITHDRAWN_TERM = new Term(WITHDRAWN, new BytesRef());

    /** Characters have at most four bytes. */
    private static final int MAX_TERM_BYTES = 4 * ListValue.MAX_LENGTH;
    private static final FieldType TERM = term();
    private static final FieldType WORDS = words();

    private IndexedRecord() {}

    private static FieldType term() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS);
        type.setOmitNorms(true);
        type.setTokenized(false);
        type.freeze();
        return type;
    }

    /** With offsets, for highlights. */
    private static FieldType words() {
        FieldType type = new FieldType();
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
        type.setStored(true);
        type.freeze();
        return type;
    }

    /** The field with the values of a facet, for counting. */
    static String facet(String name) {
        return "c." + name;
    }

    /** The field with the values of a filter, for equality. */
    static String filter(String name) {
        return "f." + name;
    }

    /** The field with the values of a filterable or sortable field, for ranges and sorting. */
    static String order(String name) {
        return "o." + name;
    }

    /** The field with the values of a sortable number as doubles, for ranges: points are found faster than keys. */
    static String approximation(String name) {
        return "d." + name;
    }

    static Term idTerm(UUID id) {
        return new Term(ID, idBytes(id));
    }

    static Term partitionTerm(int partition) {
        return new Term(PARTITION, new BytesRef(new byte[]{(byte) partition}));
    }

    static BytesRef idBytes(UUID id) {
        byte[] bytes = new byte[2 * Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[i] = (byte) (id.getMostSignificantBits() >>> (56 - 8 * i));
            bytes[Long.BYTES + i] = (byte) (id.getLeastSignificantBits() >>> (56 - 8 * i));
        }
        return new BytesRef(bytes);
    }

    /** Skips values that are not valid numbers, which may occur while a changed model is being applied. */
    static Document document(UUID id, IndexRecord entry, RecordVersion version, Schema schema) {
        Document document = new Document();
        document.add(new Field(ID, idBytes(id), TERM));
        document.add(new Field(PARTITION, partitionTerm(entry.target().partition().number()).bytes(), TERM));
        document.add(new NumericDocValuesField(ID_HIGH, id.getMostSignificantBits()));
        document.add(new NumericDocValuesField(ID_LOW, id.getLeastSignificantBits()));
        document.add(new NumericDocValuesField(VERSION, version.number()));
        document.add(new NumericDocValuesField(ETAG, version.etag()));
        document.add(new NumericDocValuesField(PUBLISHED_AT, entry.publishedAt()));
        document.add(new LongPoint(PUBLISHED_AT, entry.publishedAt()));
        if (!schema.isMetBy(entry.lists())) {
            document.add(new Field(OUTDATED, new BytesRef(), TERM));
        }
        if (entry.isWithdrawn()) {
            document.add(new Field(WITHDRAWN, new BytesRef(), TERM));
        }
        schema.filters().forEach((name, listed) -> {
            List<String> values = entry.values().getOrDefault(name, List.of());
            addFilter(document, name, values);
            if (!schema.sorts().containsKey(name)) {
                addOrder(document, name, listed.kind(), values, false);
            }
        });
        schema.sorts().forEach((name, listed) -> {
            List<String> values = entry.values().getOrDefault(name, List.of());
            addOrder(document, name, listed.kind(), values, true);
            if (listed.kind() == ValueKind.NUMBER) {
                values.forEach(value -> Values.approximation(value)
                        .ifPresent(number -> document.add(new LongPoint(approximation(name), number))));
            }
        });
        if (schema.search() != null) {
            addTexts(document, entry, schema.search());
        }
        return document;
    }

    private static void addTexts(Document document, IndexRecord entry, Searched search) {
        if (!search.title().isEmpty()) {
            document.add(new Field(TITLE, text(entry, search.title()), WORDS));
        }
        search.texts().forEach(name -> document.add(new Field(TEXT, text(entry, name), WORDS)));
        search.facets().forEach(name -> entry.values().getOrDefault(name, List.of()).stream().map(BytesRef::new)
                .filter(value -> value.length <= MAX_TERM_BYTES)
                .forEach(value -> document.add(new SortedSetDocValuesField(facet(name), value))));
    }

    /** Without the character that separates the texts of a document in highlights. */
    private static String text(IndexRecord entry, String name) {
        return entry.texts().getOrDefault(name, "").replace('\0', ' ');
    }

    private static void addFilter(Document document, String name, List<String> values) {
        for (String value : values) {
            BytesRef bytes = new BytesRef(value);
            // Query values cannot be longer.
            if (bytes.length <= MAX_TERM_BYTES) {
                document.add(new Field(filter(name), bytes, TERM));
            }
        }
    }

    /** @param sortable whether lists can be sorted by the field; the first value is the sort value */
    private static void addOrder(Document document, String name, ValueKind kind, List<String> values,
            boolean sortable) {
        boolean sort = sortable;
        for (String value : values) {
            if (addOrder(document, order(name), kind, value, sort)) {
                sort = false;
            }
        }
    }

    /** Returns false if the value is not valid. */
    private static boolean addOrder(Document document, String field, ValueKind kind, String value, boolean sort) {
        if (Values.isLong(kind)) {
            OptionalLong number = Values.asLong(kind, value);
            number.ifPresent(valid -> addLong(document, field, valid, sort));
            return number.isPresent();
        }
        Optional<BytesRef> key = Values.key(kind, value);
        key.ifPresent(valid -> addKey(document, field, valid, sort));
        return key.isPresent();
    }

    private static void addLong(Document document, String field, long number, boolean sort) {
        document.add(new LongPoint(field, number));
        if (sort) {
            document.add(new NumericDocValuesField(field, number));
        }
    }

    private static void addKey(Document document, String field, BytesRef key, boolean sort) {
        document.add(new Field(field, key, TERM));
        if (sort) {
            document.add(new SortedDocValuesField(field, key));
        }
    }
}
