package dev.headrace.admin.schema;

import dev.headrace.admin.schema.ContentType.View;
import dev.headrace.model.PublishedModel.ValueKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** Consistency rules between the parts of a model. They apply to models before they are stored, not to stored ones. */
final class ModelRules {

    /** Fields on one level. */
    static final int MAX_FIELDS = 200;
    static final int MAX_TOTAL_FIELDS = 1_000;
    /** Block types of one field. */
    static final int MAX_BLOCKS = 50;
    private static final int MAX_VIEWS = 20;
    private static final int MAX_FACETS = 10;

    private final Map<String, ContentType> types;
    private final ModelProblems problems;

    /** @param types all types after the change, by name */
    ModelRules(Map<String, ContentType> types, ModelProblems problems) {
        this.types = types;
        this.problems = problems;
    }

    /** @param pointer the location of the type's definition */
    void check(ContentType type, String pointer) {
        if (!type.fields().isEmpty()) {
            checkTitle(type, pointer + "/title");
        }
        if (type.everyField().count() > MAX_TOTAL_FIELDS) {
            problems.add(pointer + "/fields",
                    "a type must not have more than " + MAX_TOTAL_FIELDS + " fields in total");
        }
        checkCount(type.fields(), pointer + "/fields", "a type");
        checkSlugSources(type.fields(), pointer + "/fields");
        checkFields(type.fields(), pointer + "/fields", false);
        if (type.views().size() > MAX_VIEWS) {
            problems.add(pointer + "/views", "must not be more than " + MAX_VIEWS);
        }
        type.views().forEach((name, view) -> checkView(type, view, pointer + "/views/" + name));
        checkLists(type, pointer + "/lists");
        checkSearch(type, pointer + "/search");
    }

    private void checkTitle(ContentType type, String pointer) {
        Field title = type.fields().get(type.titleField());
        if (title == null) {
            problems.add(pointer, "names '" + type.titleField() + "', which is not a field of this type");
        } else if (!(title.type() instanceof Scalar.Text)) {
            problems.add(pointer, "must name a text field");
        }
    }

    private void checkCount(SequencedMap<String, Field> fields, String pointer, String parent) {
        if (fields.isEmpty()) {
            problems.add(pointer, parent + " needs at least one field");
        }
        if (fields.size() > MAX_FIELDS) {
            problems.add(pointer, "must not have more than " + MAX_FIELDS + " fields");
        }
    }

    private void checkSlugSources(SequencedMap<String, Field> fields, String pointer) {
        fields.values().forEach(slug -> slug.slugSource().ifPresent(from -> {
            Field source = fields.get(from);
            String at = pointer + "/" + slug.name() + "/from";
            if (source == null || !(source.type() instanceof Scalar.Text)) {
                problems.add(at, "must name a text field of this type");
            } else if (source.restricted() && !slug.restricted()) {
                problems.add(at, "'" + from + "' is private, so a public slug cannot be made from it");
            }
        }));
    }

    private void checkFields(SequencedMap<String, Field> fields, String pointer, boolean localized) {
        fields.forEach((name, field) -> {
            String at = pointer + "/" + name;
            if (!types.keySet().containsAll(field.targets())) {
                problems.add(at + "/to", "names a type that does not exist or is being deleted");
            }
            if (localized && field.localized()) {
                problems.add(at + "/localized", "must not be set inside a localized field");
            }
            boolean inside = localized || field.localized();
            switch (field.type()) {
                case FieldType.Group group -> checkNested(group.fields(), at + "/fields", inside);
                case FieldType.Blocks blocks -> checkBlocks(blocks, at + "/of", inside);
                case Scalar _,FieldType.Reference _ -> {
                    // no nested fields
                }
            }
        });
    }

    private void checkNested(SequencedMap<String, Field> fields, String pointer, boolean localized) {
        checkCount(fields, pointer, "a group or block");
        fields.values().stream().filter(field -> field.slugSource().isPresent()).forEach(field -> problems
                .add(pointer + "/" + field.name() + "/from", "is supported for top-level fields only"));
        checkFields(fields, pointer, localized);
    }

    private void checkBlocks(FieldType.Blocks blocks, String pointer, boolean localized) {
        if (blocks.of().isEmpty() || blocks.of().size() > MAX_BLOCKS) {
            problems.add(pointer, "needs between 1 and " + MAX_BLOCKS + " block types");
        }
        blocks.of().forEach((name, block) -> checkNested(block.fields(), pointer + "/" + name + "/fields", localized));
    }

    private void checkView(ContentType type, View view, String pointer) {
        if (view.fields() != null) {
            view.fields().forEach(name -> checkShown(type, name, pointer + "/fields"));
        }
        view.include().forEach((path, named) -> checkInclude(type, view, path, named, pointer + "/include"));
    }

    private void checkShown(ContentType type, String name, String pointer) {
        Optional<Field> field = type.field(name);
        if (field.isEmpty()) {
            problems.add(pointer, "'" + name + "' is not a field of this type");
        } else if (field.get().restricted()) {
            problems.add(pointer, "'" + name + "' is private and cannot be part of a view");
        }
    }

    private void checkInclude(ContentType type, View view, String path, Optional<String> named, String pointer) {
        List<String> steps = List.of(path.split("\\.", -1));
        List<Field> found = IncludePaths.resolve(type, steps, types);
        if (found.isEmpty()) {
            problems.add(pointer, "'" + path + "' is not a reference field of this type"
                    + blocksHint(type, steps.getFirst()));
            return;
        }
        if (!view.shows(steps.getFirst())) {
            problems.add(pointer, "'" + path + "' is not among this view's fields");
        }
        if (found.stream().anyMatch(Field::restricted)) {
            problems.add(pointer, "'" + path + "' is private");
        }
        if (IncludePaths.depth(type, steps, types) > ContentType.MAX_INCLUDE_DEPTH) {
            problems.add(pointer,
                    "'" + path + "' is more than " + ContentType.MAX_INCLUDE_DEPTH + " references deep");
        }
        named.ifPresent(name -> found.stream().flatMap(field -> field.targets().stream()).distinct()
                .flatMap(target -> Stream.ofNullable(types.get(target)))
                .filter(target -> !target.renderedViews().containsKey(name)).forEach(target -> problems.add(pointer,
                        "'" + path + "' names the view '" + name + "', which the type '" + target.name()
                                + "' does not have")));
    }

    private static String blocksHint(ContentType type, String field) {
        return type.field(field).flatMap(Field::blocks).flatMap(blocks -> blocks.keySet().stream().findFirst())
                .map(block -> "; fields of blocks are named with the block type, such as '" + field + "." + block
                        + ".field'")
                .orElse("");
    }

    private void checkLists(ContentType type, String pointer) {
        ContentType.Lists lists = type.lists();
        lists.filter().forEach(name -> checkListed(type, name, pointer + "/filter", "filtered"));
        lists.sort().forEach(name -> {
            checkListed(type, name, pointer + "/sort", "sorted");
            if (type.field(name).flatMap(Field::listKind).filter(ValueKind.REFERENCE::equals).isPresent()) {
                problems.add(pointer + "/sort", "'" + name + "' is a reference, which lists cannot be sorted by");
            }
        });
        if (!type.renderedViews().containsKey(lists.view())) {
            problems.add(pointer + "/view", "'" + lists.view() + "' is not a view of this type");
        }
    }

    private void checkSearch(ContentType type, String pointer) {
        ContentType.Search search = type.search();
        if (search.fields().isEmpty()) {
            if (!search.facets().isEmpty()) {
                problems.add(pointer + "/fields", "needs at least one field");
            }
            return;
        }
        for (int i = 0; i < search.fields().size(); i++) {
            checkSearched(type, search.fields().get(i), pointer + "/fields/" + i);
        }
        checkFacets(type, pointer + "/facets");
        type.fields().keySet().stream().filter(ReservedNames.OF_SEARCHED::contains).forEach(name -> problems
                .add(pointer, "a type that can be searched must not have a field named '" + name + "'"));
    }

    private void checkSearched(ContentType type, String name, String pointer) {
        Optional<Field> field = type.field(name);
        if (field.isEmpty()) {
            problems.add(pointer, "'" + name + "' is not a field of this type");
        } else if (field.get().restricted()) {
            problems.add(pointer, "'" + name + "' is private, so documents cannot be found by it");
        } else if (!field.get().isSearchable()) {
            problems.add(pointer, "'" + name + "' is of type " + field.get().keyword()
                    + " and has no public texts; text, markdown, and groups and blocks with such fields can be searched");
        }
    }

    private void checkFacets(ContentType type, String pointer) {
        List<String> facets = type.search().facets();
        if (facets.size() > MAX_FACETS) {
            problems.add(pointer, "must not be more than " + MAX_FACETS);
        }
        for (int i = 0; i < facets.size(); i++) {
            if (!type.lists().filter().contains(facets.get(i))) {
                problems.add(pointer + "/" + i,
                        "'" + facets.get(i) + "' is not among the fields that lists can be filtered by");
            } else if (type.field(facets.get(i)).filter(Field::isTime).isPresent()) {
                problems.add(pointer + "/" + i, "'" + facets.get(i) + "' is a time, and times are not counted");
            }
        }
    }

    private void checkListed(ContentType type, String name, String pointer, String verb) {
        Optional<Field> field = type.field(name);
        if (field.isEmpty()) {
            problems.add(pointer, "'" + name + "' is not a field of this type");
        } else if (field.get().listKind().isEmpty()) {
            problems.add(pointer,
                    "'" + name + "' is of type " + field.get().keyword() + ", which lists cannot be " + verb + " by");
        } else if (field.get().restricted()) {
            problems.add(pointer, "'" + name + "' is private, so lists cannot be " + verb + " by it");
        }
    }
}
