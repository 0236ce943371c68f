package dev.headrace.admin.web;

import org.apache.coyote.http11.Http11NioProtocol;
import org.springframework.boot.tomcat.TomcatProtocolHandlerCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Keeps the server reachable while clients hold connections: see {@link GuardedEndpoint} and {@link GuardedChannel}. */
@Configuration
class ConnectionGuard {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> guardedConnections(ConnectionSettings settings) {
        TomcatProtocolHandlerCustomizer<Protocol> guard = protocol -> protocol.endpoint.guard(settings);
        return factory -> {
            factory.setProtocol(Protocol.class.getName());
            factory.addProtocolHandlerCustomizers(guard);
        };
    }

    /** HTTP/1.1 over a {@link GuardedEndpoint}. The server instantiates it by class name. */
    public static final class Protocol extends Http11NioProtocol {

        private final GuardedEndpoint endpoint;

        public Protocol() {
            this(new GuardedEndpoint());
        }

        private Protocol(GuardedEndpoint endpoint) {
            super(endpoint);
            this.endpoint = endpoint;
        }
    }
}
