package dev.headrace.admin.publishing;

import dev.headrace.admin.content.Variant;
import java.util.List;

/** Variants are unpublished in the current transaction, which has locked their entries. */
public record VariantsUnpublished(List<Variant> variants) {

    public VariantsUnpublished {
        variants = List.copyOf(variants);
    }
}
