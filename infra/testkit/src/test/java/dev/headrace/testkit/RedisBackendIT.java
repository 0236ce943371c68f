package dev.headrace.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RedisBackendIT {

    @Test
    void freshUrlEmptiesTheDatabase() throws IOException {
        assertThat(call(Backends.redis().freshUrl(), "SET greeting hello")).isEqualTo("+OK");

        assertThat(call(Backends.redis().freshUrl(), "DBSIZE")).isEqualTo(":0");
    }

    @Test
    void rejectsAnExternalDatabaseThatIsNotEmpty() throws IOException {
        String url = Backends.redis().freshUrl();
        assertThat(call(url, "SET theirs 1")).isEqualTo("+OK");

        assertThatThrownBy(() -> RedisBackend.external(url)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is not empty").hasMessageNotContaining(url);
        assertThat(call(url, "DBSIZE")).isEqualTo(":1");
    }

    @Test
    void leavesAnExternalDatabaseEmpty() throws IOException {
        RedisBackend external = RedisBackend.external(Backends.redis().freshUrl());
        assertThat(call(external.url(), "SET ours 1")).isEqualTo("+OK");

        external.discard();

        assertThat(call(external.url(), "DBSIZE")).isEqualTo(":0");
    }

    @Test
    @Tag("ends-servers")
    void keepsDataAndAddressAcrossARestart() throws IOException {
        String url = Backends.redis().freshUrl();
        assertThat(call(url, "INCR count")).isEqualTo(":1");

        Backends.redis().restart();

        assertThat(call(url, "INCR count")).isEqualTo(":2");
    }

    @Test
    @Tag("ends-servers")
    void keepsDataAndAddressAcrossAKill() throws IOException {
        String url = Backends.redis().freshUrl();
        assertThat(call(url, "INCR count")).isEqualTo(":1");

        Backends.redis().kill();
        assertThatThrownBy(() -> call(url, "PING")).isInstanceOf(IOException.class);
        Backends.redis().start();

        assertThat(call(url, "INCR count")).isEqualTo(":2");
    }

    private static String authentication(URI address) {
        String credentials = address.getUserInfo();
        return credentials == null ? "PING" : "AUTH " + credentials.replaceFirst("^:", "").replaceFirst(":", " ");
    }

    private static String call(String url, String command) throws IOException {
        URI address = URI.create(url);
        try (Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort())) {
            BufferedReader replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String database = address.getPath().length() < 2 ? "0" : address.getPath().substring(1);
            String reply = "";
            for (String line : List.of(authentication(address), "SELECT " + database, command)) {
                socket.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
                reply = replies.readLine();
            }
            return reply;
        }
    }
}
