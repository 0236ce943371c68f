package dev.headrace.local.system;

import java.util.List;
import java.util.Random;

/**
 * The changing model of a random test: {@code amount} is renamed and changes its type, {@code slug} switches between
 * localized and not, {@code remark} between private and not, locale {@code de} is added and removed, with and without
 * fallback to {@code en}, and type {@code note} is added and removed.
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
                  AMOUNT: {type: TYPE WAS}
                  remark: {type: text, private: PRIVATE}
                  author: {type: reference, to: [author]}
                  related: {type: reference, to: [article, author NOTE], many: true}
                views:
                  full: {include: [author, related]}
                  card: {fields: [title, slug, AMOUNT, author]}
                lists: {filter: [author], sort: [AMOUNT, title]}
            """;
    private static final String NOTES = """
            note:
              title: name
              fields: {name: {type: text}, handle: {type: slug, from: name, unique: true}}
              lists: {sort: [name]}
            """.indent(2);

    private String amount = "amount";
    private String amountType = "number";
    private boolean fallback = true;
    private boolean german = true;
    private boolean localizedSlugs = true;
    private boolean privateRemarks = true;
    private boolean notes = true;
    private int renames;
    private String was = "";

    /** The field's current name. */
    String amount() {
        return amount;
    }

    /** Its current type: {@code number} or {@code text}. */
    String amountType() {
        return amountType;
    }

    boolean fallback() {
        return fallback;
    }

    boolean localizedSlugs() {
        return localizedSlugs;
    }

    boolean privateRemarks() {
        return privateRemarks;
    }

    List<String> locales() {
        return german ? List.of("en", "de") : List.of("en");
    }

    boolean hasNotes() {
        return notes;
    }

    /** Makes random changes. */
    void change(Random random) {
        was = "";
        if (random.nextBoolean()) {
            was = ", was: " + amount;
            amount = "amount" + ++renames;
        }
        if (random.nextInt(3) == 0) {
            amountType = amountType.equals("number") ? "text" : "number";
        }
        fallback ^= random.nextInt(4) == 0;
        localizedSlugs ^= random.nextInt(4) == 0;
        privateRemarks ^= random.nextInt(3) == 0;
        notes ^= random.nextInt(3) == 0;
        german = !german || random.nextInt(5) > 0;
    }

    String yaml() {
        return (TEXT + (notes ? NOTES : "")).replace("AMOUNT", amount).replace("TYPE", amountType)
                .replace(" WAS", was).replace(" NOTE", notes ? ", note" : "")
                .replace("LOCALIZED", Boolean.toString(localizedSlugs))
                .replace("PRIVATE", Boolean.toString(privateRemarks))
                .replace(" GERMAN", german ? ", de: {" + (fallback ? "fallback: en" : "") + "}" : "");
    }
}
