package dev.headrace.admin.contract;

import dev.headrace.admin.contract.ObjectShape.Property;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of a class of Pydantic. Values that can be null or empty have defaults, so that a client goes on working when a
 * later model has no such field.
 */
final class PythonMembers {

    private static final Set<String> KEYWORDS = Set.of("and", "as", "assert", "async", "await", "break", "case",
            "class",
            "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
            "in",
            "is", "lambda", "match", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with",
            "yield");
    /** Types in annotations, which fields of the class would hide, and members of the base class. */
    private static final Set<String> USED = Set.of("int", "float", "str", "bool", "list", "dict", "datetime", "copy",
            "json", "schema", "validate", "construct", "schema_json", "parse_obj", "parse_raw", "parse_file",
            "from_orm", "update_forward_refs");
    private static final Set<String> RESERVED = Stream.of(KEYWORDS, USED).flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private PythonMembers() {}

    static List<ClientMember> of(List<Property> properties) {
        Map<String, String> names = names(properties.stream().map(Property::name).toList());
        return properties.stream().map(property -> member(property, names.getOrDefault(property.name(), ""))).toList();
    }

    /** Names of fields by those in JSON; the model's own have precedence over those with an underscore. */
    private static Map<String, String> names(List<String> properties) {
        Set<String> taken = new HashSet<>(properties);
        Map<String, String> names = new HashMap<>();
        properties.forEach(name -> {
            String plain = name.startsWith("_") ? name.substring(1) : name;
            boolean isFree = plain.equals(name) ? isUsable(plain) : isUsable(plain) && !taken.contains(plain);
            String field = isFree ? plain : SourceText.free(plain + "_", RESERVED, taken);
            taken.add(field);
            names.put(name, field);
        });
        return names;
    }

    private static boolean isUsable(String name) {
        return !RESERVED.contains(name) && !name.startsWith("model_");
    }

    private static ClientMember member(Property property, String field) {
        String type = PythonTypes.of(property.shape()) + (property.always() ? "" : " | None");
        List<String> options = new ArrayList<>();
        if (!property.always() || property.shape() instanceof Shape.OrNull) {
            options.add("default=None");
        } else if (property.shape() instanceof Shape.ListOf) {
            options.add("default=[]");
        }
        if (!field.equals(property.name())) {
            options.add("alias=" + SourceText.literal(property.name()));
        }
        return new ClientMember(field, "",
                options.isEmpty() ? type : type + " = Field(" + String.join(", ", options) + ")", false, "");
    }

    /** Members of the client that belong to types. */
    static String property(String type, Set<String> members, List<String> taken) {
        return KEYWORDS.contains(type)
                ? SourceText.free(type + "_", members, taken)
                : SourceText.free(type, members, taken);
    }
}
