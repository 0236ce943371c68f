package dev.headrace.local.system;

import java.util.List;
import java.util.Random;

/**
 * The changing model of a random test: {@code amount} is renamed and changes its type, {@code heading} and {@code writer}
 * within the group {@code parts} are renamed, {@code slug} and {@code heading} switch between localized and not, the fields
 * {@code remark} between private and not, locale {@code de} is added and removed, with and without fallback to {@code en},
 * and type {@code note} and block type {@code quote} are added and removed.
 */
final class RandomModel {

    private static final String TEXT = """
            locales: {en: {} GERMAN}
            types:
              author:
                title: name
                fields: {name: {type: text, localized: true}}
              article:
                title: title
                fields:
                  title: {type: text, localized: true}
                  slug: {type: slug, localized: LOCALIZED}
                  AMOUNT: {type: TYPE}
                  remark: {type: text, private: PRIVATE}
                  author: {type: reference, to: [author]}
                  related: {type: reference, to: [article, author NOTE], many: true}
                  parts:
                    type: group
                    many: true
                    fields:
                      HEADING: {type: text, localized: PER_LOCALE}
                      WRITER: {type: reference, to: [author]}
                      remark: {type: text, private: PRIVATE}
                  body:
                    type: blocks
                    localized: true
                    of:
                      words: {fields: {text: {type: text}}}
                      QUOTE
                views:
                  full: {include: [author, related, parts.WRITER INCLUDED]}
                  card: {fields: [title, slug, AMOUNT, author, parts, body], include: [parts.WRITER]}
                lists: {filter: [author], sort: [AMOUNT, title]}
            """;
    private static final String NOTES = """
            note:
              title: name
              fields: {name: {type: text}, handle: {type: slug, from: name, unique: true}}
              lists: {sort: [name]}
            """.indent(2);

    /** How many calls of {@link #change} make each change of a name or a type at least once. */
    static final int CERTAIN_CHANGES = 4;

    private final Name amount = new Name("amount");
    private final Name heading = new Name("heading");
    private final Name writer = new Name("writer");
    private Options options = Options.FIRST;
    private int changes;

    /**
     * What changes besides names.
     *
     * @param amountType {@code number} or {@code text}
     * @param fallback whether {@code de} falls back to {@code en}
     */
    record Options(String amountType, boolean german, boolean fallback, boolean localizedSlugs,
            boolean localizedHeadings, boolean privateRemarks, boolean notes, boolean quotes) {

        static final Options FIRST = new Options("number", true, true, true, true, true, true, true);

        private Options changed(Random random, boolean certainlyRetyped) {
            String retyped = amountType.equals("number") ? "text" : "number";
            return new Options(certainlyRetyped || random.nextInt(3) == 0 ? retyped : amountType,
                    !german || random.nextInt(5) > 0,
                    fallback ^ random.nextInt(4) == 0, localizedSlugs ^ random.nextInt(4) == 0,
                    localizedHeadings ^ random.nextInt(3) == 0, privateRemarks ^ random.nextInt(3) == 0,
                    notes ^ random.nextInt(3) == 0, quotes ^ random.nextInt(4) == 0);
        }
    }

    /** A field's name, which changes. */
    private static final class Name {

        private final String first;
        private String current;
        private String former = "";
        private int renames;

        Name(String first) {
            this.first = first;
            this.current = first;
        }

        void change(boolean rename) {
            former = rename ? current : "";
            current = rename ? first + ++renames : current;
        }

        /** Replaces a placeholder, and adds the former name to the field's definition. */
        String in(String text, String placeholder) {
            return text.replace(placeholder + ": {",
                    current + ": {" + (former.isEmpty() ? "" : "was: " + former + ", ")).replace(placeholder, current);
        }
    }

    /** The current name of a field that was added as {@code name}. */
    String name(String name) {
        return switch (name) {
            case "amount" -> amount.current;
            case "heading" -> heading.current;
            case "writer" -> writer.current;
            default -> name;
        };
    }

    Options options() {
        return options;
    }

    List<String> locales() {
        return options.german ? List.of("en", "de") : List.of("en");
    }

    /** Makes random changes; in each of the first ones, another one of the changes of names and types is certain. */
    void change(Random random) {
        int certain = changes++;
        amount.change(certain == 0 || random.nextBoolean());
        heading.change(certain == 1 || random.nextInt(3) == 0);
        writer.change(certain == 2 || random.nextInt(4) == 0);
        options = options.changed(random, certain == 3);
    }

    String yaml() {
        String named = writer.in(heading.in(amount.in(TEXT + (options.notes ? NOTES : ""), "AMOUNT"), "HEADING"),
                "WRITER");
        return named.replace("TYPE", options.amountType)
                .replace(" NOTE", options.notes ? ", note" : "")
                .replace("QUOTE", options.quotes ? "quote: {fields: {by: {type: reference, to: [author]}}}" : "")
                .replace(" INCLUDED", options.quotes ? ", body.quote.by" : "")
                .replace("LOCALIZED", Boolean.toString(options.localizedSlugs))
                .replace("PER_LOCALE", Boolean.toString(options.localizedHeadings))
                .replace("PRIVATE", Boolean.toString(options.privateRemarks))
                .replace(" GERMAN", options.german ? ", de: {" + (options.fallback ? "fallback: en" : "") + "}" : "");
    }
}
