package dev.headrace.admin.importing;

import dev.headrace.admin.importing.FileOutcome.Kind;
import dev.headrace.admin.importing.ImportFiles.IgnoredKey;
import dev.headrace.admin.importing.ImportFiles.Import;
import dev.headrace.admin.importing.ImportFiles.Item;
import dev.headrace.admin.importing.ImportFiles.RelatedEntries;
import dev.headrace.admin.jobs.Job;
import dev.headrace.admin.jobs.JobSection;
import dev.headrace.admin.web.Page;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sections with the failures and all outcomes of an import on its job page. */
@Component
class ImportSection implements JobSection {

    private static final int LINES = 100;
    private static final int FAILURES = 20;

    private final ImportFiles files;

    ImportSection(ImportFiles files) {
        this.files = files;
    }

    /**
     * Model of the sections.
     *
     * @param counts number of files by outcome
     * @param ignored the front matter keys without a field; none before the end
     * @param related the entries created because files refer to them; none before the end
     * @param failed the first failed files; empty if the list shows failed files only
     * @param outcome the outcome of the listed files; null for all
     * @param isFirst whether this is the first page of the list
     * @param next the value of {@code after} for the next page; null if there is none
     */
    record Content(Import options, Map<String, Long> counts, List<IgnoredKey> ignored,
            List<RelatedEntries> related, List<Item> failed, @Nullable Kind outcome,
            List<Item> files, boolean isFirst, @Nullable String next) {

        /** The outcomes that files have, for the filter. */
        public List<Kind> outcomes() {
            return Arrays.stream(Kind.values()).filter(kind -> count(kind) > 0).toList();
        }

        public long count(Kind kind) {
            return counts.getOrDefault(kind.name(), 0L);
        }

        /** Number of failed files not shown. */
        public long moreFailed() {
            return count(Kind.failed) - failed.size();
        }
    }

    @Override
    public String kind() {
        return RunImport.KIND;
    }

    @Override
    public String template() {
        return "importing/import";
    }

    @Override
    public Optional<Object> content(Job job, Map<String, String> query) {
        return files.find(job.id()).map(found -> content(job, found, outcome(query), after(query)));
    }

    private Content content(Job job, Import found, @Nullable Kind outcome, int after) {
        List<Item> failed = outcome == Kind.failed
                ? List.of()
                : files.outcomes(job.id(), Kind.failed, -1, FAILURES);
        Page<Item> page = Page.of(files.outcomes(job.id(), outcome, after, LINES + 1), LINES, Item::number);
        // They read all files, and the page of a running job refreshes often.
        boolean ended = job.state().ended();
        return new Content(found, files.counts(job.id()), ended ? files.ignoredKeys(job.id()) : List.of(),
                ended ? files.relatedEntries(job.id()) : List.of(), failed, outcome, page.items(),
                after < 0, page.next());
    }

    private static @Nullable Kind outcome(Map<String, String> query) {
        return Arrays.stream(Kind.values()).filter(kind -> kind.name().equals(query.get("outcome"))).findFirst()
                .orElse(null);
    }

    private static int after(Map<String, String> query) {
        try {
            return Integer.parseInt(query.getOrDefault("after", "-1"));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
