package dev.headrace.admin.contract;

import dev.headrace.admin.schema.Model;
import dev.headrace.admin.schema.TestModels;
import dev.headrace.model.PublishedModel;
import dev.headrace.testkit.openapi.Description;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Whether documents are as the description of the edge's API says. */
public final class DescribedDocuments {

    private final DescribedModel model;
    private final Description description;

    public DescribedDocuments(Model model) {
        PublishedModel published = new EdgeModel(TestModels.NO_KINDS).of(model);
        this.model = DescribedModel.of(model, published);
        this.description = Description.parse(new String(
                new EdgeDescription(new JsonMapper()).json(model, published), StandardCharsets.UTF_8));
    }

    /** Empty if there are none. */
    public List<String> violations(String type, String view, String document) {
        String name = model.types().stream().filter(each -> each.name().equals(type)).findFirst().orElseThrow()
                .document(view);
        return description.violations(name, document);
    }
}
