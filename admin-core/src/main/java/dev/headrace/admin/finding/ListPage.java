package dev.headrace.admin.finding;

import dev.headrace.admin.access.Actor;
import dev.headrace.admin.schema.ContentType;
import dev.headrace.admin.schema.Field;
import dev.headrace.admin.schema.Types;
import dev.headrace.admin.web.InvalidInputException;
import dev.headrace.admin.web.InvalidInputException.Problem;
import dev.headrace.admin.web.Total;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Fills the page of a list of entries. */
@Component
class ListPage {

    private final Types types;
    private final EntryLists lists;
    private final FilterChips chips;
    private final ColumnValues values;
    private final TrashRetention retention;

    ListPage(Types types, EntryLists lists, FilterChips chips, ColumnValues values, TrashRetention retention) {
        this.types = types;
        this.lists = lists;
        this.chips = chips;
        this.values = values;
        this.retention = retention;
    }

    /** The entries that a list has, and the problems of its filters: with one of them, it has no entries. */
    private record Results(EntryLists.Page page, List<Problem> problems) {

        private static final EntryLists.Page NONE = new EntryLists.Page(List.of(), new Total(0, true), null);

        static Results invalid(List<Problem> problems) {
            return new Results(NONE, problems);
        }
    }

    /** @throws InvalidInputException if the state is invalid, except for its filters, whose problems are shown */
    void fill(ListState state, Actor actor, Model model) {
        ContentType type = types.get(state.type());
        String locale = types.locales().check(state.locale());
        Optional<String> source = types.locales().tags().stream().filter(tag -> !tag.equals(locale)).findFirst();
        Results results = results(type, state, source, actor);
        List<EntryRow> rows = results.page.rows();
        ListColumns columns = ListColumns.of(type, state.columns());
        model.addAttribute("state", state).addAttribute("type", type).addAttribute("rows", rows)
                .addAttribute("statuses", Status.values()).addAttribute("locale", locale)
                .addAttribute("locales", types.locales()).addAttribute("source", source.orElse(""))
                .addAttribute("retention", retention)
                .addAttribute("chips", chips.of(type, state, locale, results.problems, actor))
                .addAttribute("invalid", !results.problems.isEmpty())
                .addAttribute("problems", results.problems.stream().filter(ListPage::isGeneral).toList())
                .addAttribute("filterable", type.fields().values().stream()
                        .filter(Field::isFilterable).toList())
                .addAttribute("columns", columns).addAttribute("cells", values.of(rows, columns.chosen(), actor));
        addPaging(state, results.page, model);
        if (rows.isEmpty() && !state.filtered() && !state.untranslated() && source.isPresent()) {
            model.addAttribute("missing", lists.untranslated(type,
                    EntryQueryReader.read(type, types.locales(), state.onPage(1).ofApi()), source.get(), actor)
                    .total());
        }
    }

    private Results results(ContentType type, ListState state, Optional<String> source, Actor actor) {
        try {
            EntryQuery query = EntryQueryReader.read(type, types.locales(), state.ofApi());
            if (state.untranslated() && source.isPresent()) {
                return new Results(lists.untranslated(type, query, source.get(), actor), List.of());
            }
            return new Results(state.ranked() ? lists.titlesFirst(type, query, actor) : lists.page(type, query, actor),
                    List.of());
        } catch (InvalidInputException e) {
            if (e.problems().stream().allMatch(problem -> isGeneral(problem) || isOfFilter(problem, state))) {
                return Results.invalid(e.problems());
            }
            throw e;
        }
    }

    /** Whether a problem concerns the filters together. */
    private static boolean isGeneral(Problem problem) {
        return problem.pointer().isEmpty();
    }

    private static boolean isOfFilter(Problem problem, ListState state) {
        return state.filters().containsKey(problem.pointer().substring(1));
    }

    private static void addPaging(ListState state, EntryLists.Page page, Model model) {
        Total total = page.total();
        boolean more = page.rows().size() == state.size()
                && (!total.exact() || state.page() * state.size() < total.counted());
        boolean last = (state.page() + 1) * state.size() > EntryQuery.MAX_NUMBERED;
        model.addAttribute("total", total).addAttribute("more", more && !last).addAttribute("cut", more && last);
    }
}
