package dev.headrace.admin.releases;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.access.Permission;
import dev.headrace.admin.publishing.Change;
import dev.headrace.admin.publishing.DocumentKey;
import dev.headrace.admin.publishing.PublishTogether;
import dev.headrace.admin.releases.ReleasedEntries.Line;
import dev.headrace.admin.web.InvalidInputException.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Checks whether an open release could be published now. */
@Service
class CheckRelease {

    private static final int PAGE = 500;
    private static final int MAX_FINDINGS = 200;

    private final LockedRelease locked;
    private final ReleasedEntries entries;
    private final PublishTogether publish;

    CheckRelease(LockedRelease locked, ReleasedEntries entries, PublishTogether publish) {
        this.locked = locked;
        this.entries = entries;
        this.publish = publish;
    }

    /** Something that prevents the publication, or that staff should know. */
    record Finding(Line line, String message) {}

    /**
     * What was found, each in the order of the entries' ids, and at most {@value #MAX_FINDINGS} of each.
     *
     * @param publishable whether there is anything to publish, and nothing prevents it
     */
    record Findings(int entries, boolean publishable, List<Finding> obstacles, List<Finding> warnings) {}

    /** @throws dev.headrace.admin.web.RefusedException if the release was published */
    @Transactional
    public Findings check(UUID id, Actor actor) {
        actor.require(Permission.publishContent);
        locked.get(id, Optional.empty()).mustBeOpen();
        List<Line> lines = all(id, actor);
        List<Finding> obstacles = new ArrayList<>();
        List<Finding> warnings = new ArrayList<>();
        List<Change> possible = new ArrayList<>();
        for (Line line : lines) {
            String obstacle = line.obstacle();
            String warning = line.warning();
            if (obstacle != null) {
                obstacles.add(new Finding(line, obstacle));
            } else {
                possible.add(line.item().change(line.entry().type()));
            }
            if (warning != null) {
                warnings.add(new Finding(line, warning));
            }
        }
        SequencedMap<DocumentKey, List<Problem>> incomplete = publish.incomplete(possible, actor);
        lines.forEach(line -> incomplete.getOrDefault(line.item().key(), List.of()).forEach(
                problem -> obstacles.add(new Finding(line, problem.pointer() + " " + problem.message() + "."))));
        return new Findings(lines.size(), !lines.isEmpty() && obstacles.isEmpty(),
                obstacles.stream().limit(MAX_FINDINGS).toList(), warnings.stream().limit(MAX_FINDINGS).toList());
    }

    private List<Line> all(UUID id, Actor actor) {
        List<Line> lines = new ArrayList<>();
        List<Line> page = entries.list(id, null, PAGE, actor).items();
        while (!page.isEmpty()) {
            lines.addAll(page);
            page = entries.list(id, page.getLast().item().key(), PAGE, actor).items();
        }
        return lines;
    }
}
