package dev.headrace.edge.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;

/** The parts of one text with the most different words that match, as HTML. */
final class Fragments {

    /** Of a fragment, in characters; words at its ends are not cut, and short texts are shown as a whole. */
    private static final int LENGTH = 160;
    private static final int WHOLE = 300;
    private static final int MAX_WORD = 40;
    /** How much is shown before the first match. */
    private static final int BEFORE = 50;

    /** A place in a text where a word matches. */
    record Match(int start, int end, Term word) {}

    private record Window(int start, int end, int words, int matches) {

        boolean overlaps(Window other) {
            return start < other.end && other.start < end;
        }
    }

    private static final Comparator<Window> BEST_FIRST = Comparator.comparingInt(Window::words).reversed()
            .thenComparing(Comparator.comparingInt(Window::matches).reversed()).thenComparingInt(Window::start);

    private final String text;
    private final List<Match> matches;

    private Fragments(String text, List<Match> matches) {
        this.text = text;
        this.matches = matches;
    }

    /**
     * The best parts, in the order of the text.
     *
     * @param offset of the text, which the places of the matches include
     * @param max maximum number of parts
     */
    static List<String> of(String text, int offset, List<Match> matches, int max) {
        // Of a word and its stem in one place, one is enough.
        List<Match> places = new ArrayList<>();
        int end = 0;
        for (Match match : matches.stream().sorted(Comparator.comparingInt(Match::start)).toList()) {
            if (match.start - offset >= end && match.end - offset <= text.length()) {
                end = match.end - offset;
                places.add(new Match(match.start - offset, end, match.word));
            }
        }
        return new Fragments(text, places).best(max);
    }

    private List<String> best(int max) {
        if (text.length() <= WHOLE) {
            return List.of(html(0, text.length()));
        }
        List<Window> candidates = new ArrayList<>(matches.size());
        for (int first = 0; first < matches.size(); first++) {
            candidates.add(window(first));
        }
        candidates.sort(BEST_FIRST);
        List<Window> chosen = new ArrayList<>();
        for (Window each : candidates) {
            if (chosen.size() < max && chosen.stream().noneMatch(each::overlaps)) {
                chosen.add(each);
            }
        }
        return chosen.stream().sorted(Comparator.comparingInt(Window::start))
                .map(window -> html(window.start, window.end)).toList();
    }

    /** Begins a little before a match. */
    private Window window(int first) {
        int start = beginning(Math.max(0, matches.get(first).start - BEFORE));
        int wanted = Math.max(start + LENGTH, matches.get(first).end);
        int last = first;
        Set<Term> words = new HashSet<>();
        while (last < matches.size() && matches.get(last).end <= wanted) {
            words.add(matches.get(last).word);
            last++;
        }
        return new Window(start, end(Math.min(text.length(), wanted)), words.size(), last - first);
    }

    /** The beginning of the first word at or after a place, unless words are too long. */
    private int beginning(int at) {
        for (int i = at; i > 0 && i < at + MAX_WORD; i++) {
            if (Character.isWhitespace(text.charAt(i - 1))) {
                return Math.min(i, at + BEFORE);
            }
        }
        return at > 0 && Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
    }

    private int end(int at) {
        for (int i = at; i < text.length() && i < at + MAX_WORD; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i;
            }
        }
        return at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
    }

    private String html(int start, int end) {
        StringBuilder html = new StringBuilder(end - start + 40);
        int at = start;
        for (Match match : matches) {
            if (match.start >= at && match.end <= end) {
                escape(html, at, match.start);
                html.append("<mark>");
                escape(html, match.start, match.end);
                html.append("</mark>");
                at = match.end;
            }
        }
        escape(html, at, end);
        return html.toString().strip();
    }

    private void escape(StringBuilder html, int from, int to) {
        for (int i = from; i < to; i++) {
            char each = text.charAt(i);
            switch (each) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(each);
            }
        }
    }
}
