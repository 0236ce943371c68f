package dev.headrace.admin.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Host;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Reports requests that the server rejects before any filter runs, such as a URL with a malformed escape. */
@Configuration
class MalformedRequests {

    @Bean
    TomcatContextCustomizer problemReports() {
        return context -> {
            if (context.getParent() instanceof Host host && host instanceof StandardHost standard) {
                standard.setErrorReportValveClass(Report.class.getName());
            }
        };
    }

    /** Problem details that repeat nothing of the request. The server instantiates it by class name. */
    public static final class Report extends ErrorReportValve {

        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            HttpStatus status = HttpStatus.resolve(response.getStatus());
            if (status == null || !status.isError() || response.getContentWritten() > 0
                    || !response.setErrorReported()) {
                return;
            }
            byte[] body = """
                    {"type":"about:blank","title":"%s","status":%d,"detail":"%s"}"""
                    .formatted(status.getReasonPhrase(), status.value(), Problems.detail(status))
                    .getBytes(StandardCharsets.UTF_8);
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setHeader("X-Content-Type-Options", "nosniff");
                response.getOutputStream().write(body);
                response.finishResponse();
            } catch (IOException e) {
                container.getLogger().debug("The client disconnected", e);
            }
        }
    }
}
