package dev.headrace.admin.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** A client of the edge in Python: one file that needs Pydantic, from the template {@code headrace.py}. */
@Component
class PythonClient {

    static final String FILE = "headrace.py";

    private static final Set<String> MEMBERS = Set.of("search", "stats", "receipt", "sync");
    private static final String ANY = "Any";

    private final ClientTemplates templates;

    PythonClient(ClientTemplates templates) {
        this.templates = templates;
    }

    String of(DescribedModel model) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("version", model.version());
        variables.put("objects", model.objects().stream().map(object -> new ClientObject(object.name(),
                SourceText.comment(object.about()), PythonMembers.of(object.properties()))).toList());
        variables.put("types", types(model));
        variables.put("any", SourceText.union(model.types().stream().map(DescribedType::className).toList(), ANY));
        variables.put("locales", PythonTypes.choice(model.locales()));
        if (!model.searchable().isEmpty()) {
            variables.put("search", search(model.searchable()));
        }
        return templates.render(FILE, variables);
    }

    private static List<ClientType> types(DescribedModel model) {
        List<ClientType> types = new ArrayList<>();
        model.types().forEach(type -> types.add(type(type, PythonMembers.property(type.name(), MEMBERS,
                types.stream().map(ClientType::property).toList()))));
        return types;
    }

    private static ClientType type(DescribedType type, String property) {
        List<ClientMember> views = type.views().entrySet().stream().map(view -> new ClientMember("",
                SourceText.literal(view.getKey()), view.getValue(), false, "")).toList();
        List<ClientMember> conditions = new ArrayList<>(conditions(Condition.of(type.published())));
        conditions.add(new ClientMember("", SourceText.literal("sort"), PythonTypes.choice(Sorts.of(type.published())),
                true, ""));
        return new ClientType(type.name(), "", property, type.collection(), views,
                SourceText.literal(type.published().listView()), type.query(), conditions, type.stats(),
                SourceText.literals(type.reactions()).collect(Collectors.joining(", ")));
    }

    private static List<ClientMember> conditions(Collection<Condition> conditions) {
        return conditions.stream().map(condition -> new ClientMember("", SourceText.literal(condition.name()),
                PythonTypes.of(condition), true, "")).toList();
    }

    private static ClientSearch search(List<DescribedType> types) {
        List<String> facets = SearchPath.facets(types);
        return new ClientSearch(
                SourceText.union(types.stream().map(type -> String.valueOf(type.found())).toList(), ANY),
                PythonTypes.choice(types.stream().map(DescribedType::name).toList()),
                facets.isEmpty() ? "str" : PythonTypes.choice(facets),
                conditions(SearchPath.conditions(types).values()));
    }
}
