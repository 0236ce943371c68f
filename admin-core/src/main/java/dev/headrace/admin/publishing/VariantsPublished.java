package dev.headrace.admin.publishing;

import dev.headrace.admin.content.Variant;
import java.util.List;

/** Variants are published in the current transaction, which has locked their entries. */
public record VariantsPublished(List<Variant> variants) {

    public VariantsPublished {
        variants = List.copyOf(variants);
    }
}
