package dev.headrace.admin.web;

import java.io.IOException;
import java.util.Map;
import org.hibernate.cfg.MappingSettings;
import org.hibernate.type.format.jackson.Jackson3JsonFormatMapper;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON configuration. Numbers keep all their digits, in requests, in the database and in responses. Unknown and
 * duplicate properties are rejected instead of ignored.
 */
@Configuration
class JsonRules {

    @Bean
    JsonMapperBuilderCustomizer exactAndStrict() {
        return builder -> builder.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    /** Rejects exponents of more than 32 bits, which the library reports with an exception that is not one of its own. */
    @Bean
    JacksonJsonHttpMessageConverter jsonBodies(JsonMapper json) {
        return new JacksonJsonHttpMessageConverter(json) {
            @Override
            public Object read(ResolvableType type, HttpInputMessage body, @Nullable Map<String, Object> hints)
                    throws IOException {
                try {
                    return super.read(type, body, hints);
                } catch (NumberFormatException e) {
                    throw new HttpMessageNotReadableException("a number is out of range", e, body);
                }
            }
        };
    }

    @Bean
    HibernatePropertiesCustomizer sameJsonInEntities(JsonMapper json) {
        return properties -> properties.put(MappingSettings.JSON_FORMAT_MAPPER, new Jackson3JsonFormatMapper(json));
    }
}
