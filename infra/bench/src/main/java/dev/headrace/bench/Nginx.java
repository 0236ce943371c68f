package dev.headrace.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** NGINX with Lua and its Redis client, if installed (Debian: libnginx-mod-http-lua lua-nginx-redis). */
record Nginx(Path program, Path modules) {

    static Optional<Nginx> find() {
        Path modules = Path.of("/usr/lib/nginx/modules");
        boolean hasClient = Stream.of("nginx/redis.lua", "resty/redis.lua")
                .anyMatch(client -> Files.exists(Path.of("/usr/share/lua/5.1", client)));
        return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx").map(Path::of).filter(Files::isExecutable)
                .filter(_ -> hasClient && Files.exists(modules.resolve("ngx_http_lua_module.so"))).findFirst()
                .map(program -> new Nginx(program, modules));
    }

    List<String> command(String configuration, int port, Setup setup) throws IOException {
        Path folder = Files.createDirectories(setup.folder().resolve(configuration + "-" + port));
        try (InputStream template = Nginx.class.getResourceAsStream(configuration)) {
            if (template == null) {
                throw new IOException("no resource " + configuration);
            }
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@modules@", modules.toString()).replace("@folder@", folder.toString())
                    .replace("@port@", String.valueOf(port)).replace("@redis@", String.valueOf(setup.redisPort()))
                    .replace("@password@", setup.redisPassword());
            Path file = Files.writeString(folder.resolve(configuration), text);
            return List.of(program.toString(), "-c", file.toString(), "-p", folder.toString(), "-e", "stderr");
        }
    }
}
