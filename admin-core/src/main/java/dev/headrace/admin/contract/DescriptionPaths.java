package dev.headrace.admin.contract;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** {@code /api/docs} leads to the page, which belongs to the admin and so asks to sign in. */
@Configuration
class DescriptionPaths implements WebMvcConfigurer {

    @Override
    public void addViewControllers(ViewControllerRegistry views) {
        views.addRedirectViewController("/api/docs", "/admin/api");
    }
}
