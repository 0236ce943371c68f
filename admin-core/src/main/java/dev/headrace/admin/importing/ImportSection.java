package dev.headrace.admin.importing;

import dev.headrace.admin.importing.ImportFiles.Import;
import dev.headrace.admin.importing.ImportFiles.Item;
import dev.headrace.admin.jobs.Job;
import dev.headrace.admin.jobs.JobSection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Section with the outcomes of an import on its job page. */
@Component
class ImportSection implements JobSection {

    private static final int LINES = 100;

    private final ImportFiles files;

    ImportSection(ImportFiles files) {
        this.files = files;
    }

    /**
     * Model of the section.
     *
     * @param counts number of files by outcome
     * @param effects the first outcomes other than {@code unchanged}
     */
    record Content(Import options, Map<String, Long> counts, List<Item> effects) {

        /** Number of effects not shown. */
        public long more() {
            return counts.entrySet().stream().filter(count -> !count.getKey().equals("unchanged"))
                    .mapToLong(Map.Entry::getValue).sum() - effects.size();
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
    public Optional<Object> content(Job job) {
        return files.find(job.id()).map(
                found -> new Content(found, files.counts(job.id()), files.effects(job.id(), LINES)));
    }
}
