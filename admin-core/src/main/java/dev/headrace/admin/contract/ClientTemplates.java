package dev.headrace.admin.contract;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** The sources of clients as templates, which are files next to this class. */
@Component
class ClientTemplates {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    ClientTemplates() {
        ClassLoaderTemplateResolver files = new ClassLoaderTemplateResolver();
        files.setPrefix("dev/headrace/admin/contract/");
        files.setTemplateMode(TemplateMode.TEXT);
        files.setCharacterEncoding(StandardCharsets.UTF_8.name());
        engine.setTemplateResolver(files);
    }

    String render(String file, Map<String, Object> variables) {
        return engine.process(file, new Context(Locale.ROOT, variables));
    }
}
