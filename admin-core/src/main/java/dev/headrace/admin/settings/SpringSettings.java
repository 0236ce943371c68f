package dev.headrace.admin.settings;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Settings that only Spring reads, by the prefix of their properties. They are bound here only to be checked. */
final class SpringSettings {

    static final Map<String, Class<?>> BY_PREFIX = Map.of("server", Server.class, "management.server",
            Management.class, "spring.datasource", Database.class, "spring.datasource.hikari", Connections.class);

    private static final int MAX_PORT = 65_535;
    private static final int MAX_CONNECTIONS = 1_000;
    private static final Set<String> FORWARDED = Set.of("none", "native", "framework");

    private SpringSettings() {}

    record Server(InetAddress address, int port, String forwardHeadersStrategy) {
        Server {
            new SettingCheck()
                    .between(0, MAX_PORT, "port", port)
                    .require(FORWARDED.contains(forwardHeadersStrategy.toLowerCase(Locale.ROOT)),
                            "forwardHeadersStrategy", forwardHeadersStrategy, "none, native or framework")
                    .end();
        }
    }

    record Management(InetAddress address, int port) {
        Management {
            new SettingCheck()
                    .between(0, MAX_PORT, "port", port)
                    .end();
        }
    }

    record Database(String url) {
        Database {
            new SettingCheck()
                    .requireSecret(url.startsWith("jdbc:postgresql:"), "url",
                            "a URL such as jdbc:postgresql://HOST:PORT/DATABASE")
                    .end();
        }
    }

    record Connections(int maximumPoolSize) {
        Connections {
            new SettingCheck()
                    .between(1, MAX_CONNECTIONS, "maximumPoolSize", maximumPoolSize)
                    .end();
        }
    }
}
