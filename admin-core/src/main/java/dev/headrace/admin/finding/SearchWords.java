package dev.headrace.admin.finding;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Normalizer2;
import java.lang.Character.UnicodeScript;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The words by which entries are found: runs of letters and digits, in one case and without accents. Scripts that do not
 * separate words are divided into overlapping pairs of characters, so that every part of a text can be found. Made here
 * and not by the database, whose division of texts depends on the locale it was created with.
 */
public final class SearchWords {

    /** Words beyond this total length are not found. PostgreSQL limits the words of a row to 1 MiB, without an error. */
    private static final int MAX_LENGTH = 300_000;
    private static final int MAX_WORD = 100;

    private static final Set<UnicodeScript> UNSPACED = Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA, UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR,
            UnicodeScript.TIBETAN);
    private static final int FIRST_ACCENT = 0x300;
    private static final int LAST_ACCENT = 0x36f;

    private final Set<String> words = new LinkedHashSet<>();
    private final boolean withEnds;
    private final StringBuilder run = new StringBuilder();
    private int length;
    private boolean unspaced;

    /** @param withEnds whether the last character of a run in an unspaced script is a word, too */
    private SearchWords(boolean withEnds) {
        this.withEnds = withEnds;
    }

    /** The distinct words of a text, separated by spaces. */
    public static String of(String text) {
        return String.join(" ", new SearchWords(true).read(text));
    }

    /** The words that an entry must have, or begin with, to match a search. */
    static Set<String> searched(String text) {
        return new SearchWords(false).read(text);
    }

    private Set<String> read(String text) {
        folded(text).codePoints().takeWhile(_ -> length < MAX_LENGTH).forEach(this::read);
        endRun();
        return words;
    }

    private static String folded(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        Normalizer2.getNFKDInstance().normalize(text).codePoints()
                .filter(c -> c < FIRST_ACCENT || c > LAST_ACCENT).forEach(plain::appendCodePoint);
        return UCharacter.foldCase(Normalizer2.getNFCInstance().normalize(plain), true);
    }

    private void read(int c) {
        if (!isPartOfWord(c)) {
            endRun();
            return;
        }
        UnicodeScript script = UnicodeScript.of(c);
        // Marks and the like belong to the run that they are in; numbers are words of their own in unspaced scripts.
        boolean neutral = (script == UnicodeScript.COMMON || script == UnicodeScript.INHERITED) && !isNumber(c);
        boolean startsUnspaced = UNSPACED.contains(script) && !isNumber(c);
        if (!neutral && !run.isEmpty() && startsUnspaced != unspaced) {
            endRun();
        }
        if (run.isEmpty()) {
            unspaced = startsUnspaced;
        }
        run.appendCodePoint(c);
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean isPartOfWord(int c) {
        int type = Character.getType(c);
        return Character.isLetter(c) || isNumber(c) || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private void endRun() {
        if (unspaced) {
            addPairs(run.codePoints().toArray());
        } else if (!run.isEmpty()) {
            add(run.substring(0, run.offsetByCodePoints(0, Math.min(MAX_WORD, run.codePointCount(0, run.length())))));
        }
        run.setLength(0);
    }

    private void addPairs(int[] characters) {
        for (int i = 0; i + 1 < characters.length; i++) {
            add(new String(characters, i, 2));
        }
        if (characters.length > 0 && (withEnds || characters.length == 1)) {
            add(new String(characters, characters.length - 1, 1));
        }
    }

    private void add(String word) {
        if (length < MAX_LENGTH && words.add(word)) {
            length += word.length() + 1;
        }
    }
}
