package dev.headrace.admin.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.testkit.fuzz.Fuzz;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.web.method.HandlerMethod;

@Tag("attack")
class ParametersFuzzTest {

    private static <T> T stub(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (_, method, _) -> answers.get(method.getName())));
    }

    @Test
    void queries() throws NoSuchMethodException {
        HandlerMethod page = new HandlerMethod(this, ParametersFuzzTest.class.getDeclaredMethod("queries"));
        HttpServletResponse response = stub(HttpServletResponse.class, Map.of());
        Fuzz.of("query-strings").upTo(16 * 1024).refusedWith(InvalidInputException.class)
                .allocating(1024 * 1024, 500).texts(query -> {
                    HttpServletRequest request = stub(HttpServletRequest.class,
                            Map.of("getDispatcherType", DispatcherType.REQUEST, "getQueryString", query));
                    assertThat(new StrictRequests().preHandle(request, response, page)).isTrue();
                });
    }
}
