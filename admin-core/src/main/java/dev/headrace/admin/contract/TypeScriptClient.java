package dev.headrace.admin.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A client of the edge in TypeScript: one file, from the template {@code headrace.ts}. */
@Component
class TypeScriptClient {

    static final String FILE = "headrace.ts";

    private static final Set<String> MEMBERS = Set.of("constructor", "prototype", "search", "stats", "receipt",
            "sync");

    private final ClientTemplates templates;

    TypeScriptClient(ClientTemplates templates) {
        this.templates = templates;
    }

    String of(DescribedModel model) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("version", model.version());
        variables.put("objects", model.objects().stream().map(TypeScriptClient::object).toList());
        List<ClientType> types = types(model);
        variables.put("types", types);
        variables.put("any", SourceText.union(model.types().stream().map(DescribedType::className).toList(), "never"));
        variables.put("anyStats", SourceText.union(types.stream().map(ClientType::stats).toList(), "never"));
        variables.put("locales", TypeScriptTypes.choice(model.locales()));
        if (!model.searchable().isEmpty()) {
            variables.put("search", search(model.searchable()));
        }
        return templates.render(FILE, variables);
    }

    private static ClientObject object(ObjectShape object) {
        return new ClientObject(object.name(), SourceText.comment(object.about()),
                object.properties().stream()
                        .map(property -> new ClientMember(TypeScriptTypes.member(property.name()), "",
                                TypeScriptTypes.of(property.shape()), !property.always(),
                                SourceText.comment(property.about())))
                        .toList());
    }

    private static List<ClientType> types(DescribedModel model) {
        List<ClientType> types = new ArrayList<>();
        model.types().forEach(type -> types.add(type(type, SourceText.free(type.name(), MEMBERS,
                types.stream().map(ClientType::property).toList()))));
        return types;
    }

    private static ClientType type(DescribedType type, String property) {
        List<ClientMember> views = type.views().entrySet().stream()
                .map(view -> new ClientMember(TypeScriptTypes.member(view.getKey()), "", view.getValue(), false, ""))
                .toList();
        List<ClientMember> conditions = new ArrayList<>(conditions(Condition.of(type.published())));
        conditions.add(new ClientMember("sort", "", TypeScriptTypes.choice(Sorts.of(type.published())), true,
                "The order; `-` reverses it"));
        return new ClientType(type.name(), SourceText.comment(type.label()), property, type.viewMap(), views,
                SourceText.literal(type.published().listView()), type.query(), conditions, type.stats(),
                SourceText.union(SourceText.literals(type.reactions()).toList(), "never"));
    }

    private static List<ClientMember> conditions(Collection<Condition> conditions) {
        return conditions.stream().map(condition -> new ClientMember(TypeScriptTypes.member(condition.name()), "",
                TypeScriptTypes.of(condition), true, SourceText.comment(condition.about()))).toList();
    }

    private static ClientSearch search(List<DescribedType> types) {
        return new ClientSearch(
                SourceText.union(types.stream().map(type -> String.valueOf(type.found())).toList(), "never"),
                TypeScriptTypes.choice(types.stream().map(DescribedType::name).toList()),
                SourceText.union(SourceText.literals(SearchPath.facets(types)).toList(), "never"),
                conditions(SearchPath.conditions(types).values()));
    }
}
