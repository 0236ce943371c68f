package dev.headrace.local.system;

import dev.headrace.local.token.UserTokens;
import dev.headrace.services.DataFolder;
import dev.headrace.services.Durability;
import dev.headrace.services.Installation;
import dev.headrace.services.PostgresServer;
import dev.headrace.services.QueueServer;
import dev.headrace.services.RedisServer;
import dev.headrace.services.SecretFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Assembles a system: its servers and the environment of each tier. */
final class Assembly {

    static final String EVENT_KEYS = "HEADRACE_EVENT_KEYS";
    /** In the data folder. */
    static final String EVENT_KEY_FILE = "event-key";

    private static final String QUEUE = "headrace-interactions";
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private final Installation installation;
    private final DataFolder folder;
    private final SystemPorts ports;
    private final PostgresServer postgres;
    private final RedisServer redis;
    private final QueueServer queue;

    private final Map<String, String> settings;
    private final Set<String> replaced = new TreeSet<>();

    /** @param settings variables that the user has set, of which each tier gets its own */
    Assembly(Installation installation, DataFolder folder, SystemPorts ports, Map<String, String> settings) {
        this.installation = installation;
        this.settings = settings;
        this.folder = folder;
        this.ports = ports;
        this.postgres = new PostgresServer(installation, folder, ports.postgres(), Durability.DURABLE);
        this.redis = new RedisServer(installation, folder, ports.redis(), Durability.DURABLE);
        this.queue = new QueueServer(installation, folder, ports.queue());
    }

    LocalSystem system(FirstAdministrator administrator, Path userTokenKeys) {
        return new LocalSystem(
                List.of(List.of(postgres, redis, queue), List.of(core(administrator), edge(userTokenKeys))));
    }

    private Tier core(FirstAdministrator administrator) {
        Map<String, String> environment = shared(SettingNames.ofCore(installation));
        replace(environment, "HEADRACE_CORE_PORT", Integer.toString(ports.core()));
        replace(environment, "HEADRACE_CORE_MANAGEMENT_PORT", Integer.toString(ports.coreManagement()));
        replace(environment, "HEADRACE_DATABASE_URL", postgres.jdbcUrl());
        replace(environment, "HEADRACE_DATABASE_USER", postgres.user());
        replace(environment, "HEADRACE_DATABASE_PASSWORD", postgres.password());
        replace(environment, "HEADRACE_SQS_CREATE", "true");
        environment.put("HEADRACE_ADMIN_EMAIL", administrator.email());
        if (!administrator.password().isEmpty()) {
            environment.put("HEADRACE_ADMIN_PASSWORD", administrator.password());
        }
        replace(environment, "HEADRACE_EDGE_URL", "http://localhost:" + ports.edge());
        return new Tier("core", coreJar(), coreOptions(),
                ports.core(), ports.coreManagement(), environment, folder);
    }

    private List<String> coreOptions() {
        return List.of(NATIVE_ACCESS, "-Xmx512m", "-XX:+UseSerialGC", "-XX:+AutoCreateSharedArchive",
                // Hundreds of lines about classes that cannot be archived.
                "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:aot=off",
                "-XX:SharedArchiveFile=" + ClassArchive.of(coreJar(), folder));
    }

    private Path coreJar() {
        return installation.home().resolve("admin-core/target/app/admin-core.jar");
    }

    private Tier edge(Path userTokenKeys) {
        Map<String, String> environment = shared(SettingNames.ofEdge(installation));
        replace(environment, "HEADRACE_EDGE_PORT", Integer.toString(ports.edge()));
        replace(environment, "HEADRACE_EDGE_MANAGEMENT_PORT", Integer.toString(ports.edgeManagement()));
        // There is no load balancer to wait for.
        replace(environment, "HEADRACE_EDGE_DRAIN_SECONDS", "0");
        replace(environment, "HEADRACE_EDGE_DATA_DIR", folder.subfolder("edge").toString());
        // Not followed by "none": in folders that have no key yet, ids were derived from a plain hash, which it does not find.
        environment.computeIfAbsent("HEADRACE_EDGE_RECEIPT_KEYS", _ -> secretKey("receipt-key"));
        replace(environment, "HEADRACE_JWT_KEYS_FILE", userTokenKeys.toString());
        replace(environment, "HEADRACE_JWT_ISSUER", UserTokens.ISSUER);
        replace(environment, "HEADRACE_JWT_AUDIENCE", UserTokens.AUDIENCE);
        return new Tier("edge", installation.home().resolve("fast-api/target/app/fast-api.jar"),
                List.of(NATIVE_ACCESS, "-Xmx256m"), ports.edge(), ports.edgeManagement(), environment, folder);
    }

    /** The same at each start, so that retries are recognized, and messages of the last start accepted. */
    private String secretKey(String file) {
        return SecretFile.readOrCreate(folder.path().resolve(file),
                () -> SecretFile.randomPassword() + SecretFile.randomPassword());
    }

    /** The settings of the user that a tier does not get, because {@code up} decides them. */
    Set<String> replaced() {
        return replaced;
    }

    private void replace(Map<String, String> environment, String name, String value) {
        String given = environment.put(name, value);
        if (given != null && !given.equals(value)) {
            replaced.add(name);
        }
    }

    private Map<String, String> shared(SettingNames names) {
        Map<String, String> environment = new TreeMap<>(names.from(settings));
        replace(environment, "HEADRACE_REDIS_URL", redis.url());
        replace(environment, "HEADRACE_SQS_ENDPOINT", queue.endpoint().toString());
        replace(environment, "HEADRACE_SQS_REGION", queue.region());
        replace(environment, "HEADRACE_SQS_QUEUE", QUEUE);
        environment.computeIfAbsent(EVENT_KEYS, _ -> secretKey(EVENT_KEY_FILE));
        // Never the user's own credentials, with which the SDK would sign its requests.
        environment.put("AWS_ACCESS_KEY_ID", queue.credentials().accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", queue.credentials().secretAccessKey());
        return environment;
    }
}
