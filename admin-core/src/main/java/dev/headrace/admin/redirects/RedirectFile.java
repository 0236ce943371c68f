package dev.headrace.admin.redirects;

import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvReadFeature;

/** Reads redirects from CSV: lines {@code from,to,status}, optionally below a line with these names. */
final class RedirectFile {

    private static final int MAX_PROBLEMS = 50;
    private static final CsvMapper CSV = CsvMapper.builder().enable(CsvReadFeature.WRAP_AS_ARRAY)
            .enable(CsvReadFeature.TRIM_SPACES).enable(CsvReadFeature.SKIP_EMPTY_LINES).build();

    private RedirectFile() {}

    /**
     * Reads the redirects by the numbers of their lines.
     *
     * @throws InvalidInputException naming each invalid line, or if there are too many
     */
    static SequencedMap<Integer, Redirect> read(String text) {
        SequencedMap<Integer, Redirect> redirects = new LinkedHashMap<>();
        List<Problem> problems = new ArrayList<>();
        try (MappingIterator<String[]> rows = CSV.readerFor(String[].class).readValues(withoutMark(text))) {
            while (rows.hasNextValue() && problems.size() < MAX_PROBLEMS) {
                String[] row = rows.nextValue();
                int line = rows.parser().currentTokenLocation().getLineNr();
                if (!isHeader(row, redirects)) {
                    read(line, row, redirects, problems);
                }
                if (redirects.size() > EditRedirects.MAX_REDIRECTS) {
                    throw new InvalidInputException("", "has more than " + EditRedirects.MAX_REDIRECTS + " redirects");
                }
            }
        } catch (JacksonException e) {
            throw new InvalidInputException("", "The file is not well-formed CSV: " + e.getOriginalMessage());
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return redirects;
    }

    /** Spreadsheets begin files with a byte order mark. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static boolean isHeader(String[] row, SequencedMap<Integer, Redirect> before) {
        return before.isEmpty() && row.length > 0 && row[0].equalsIgnoreCase("from");
    }

    private static void read(int line, String[] row, SequencedMap<Integer, Redirect> redirects,
            List<Problem> problems) {
        if (row.length > 3) {
            problems.add(new Problem("", "has more than three values", line, 1));
            return;
        }
        try {
            redirects.put(line, Redirect.parse(value(row, 0), value(row, 1), status(value(row, 2))));
        } catch (InvalidInputException e) {
            e.problems().forEach(each -> problems.add(new Problem("", name(each.pointer()) + " " + each.message(),
                    line, 1)));
        }
    }

    private static @Nullable String value(String[] row, int column) {
        return column < row.length && !row[column].isBlank() ? row[column] : null;
    }

    private static @Nullable Integer status(@Nullable String text) {
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static String name(String pointer) {
        return pointer.equals("/path") ? "from" : pointer.substring(1);
    }
}
