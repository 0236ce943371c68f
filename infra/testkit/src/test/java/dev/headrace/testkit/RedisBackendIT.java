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
import org.junit.jupiter.api.Test;

class RedisBackendIT {

    @Test
    void isEmptyForEachWhoAsks() throws IOException {
        assertThat(call(Backends.redis().freshUrl(), "SET greeting hello")).isEqualTo("+OK");

        assertThat(call(Backends.redis().freshUrl(), "DBSIZE")).isEqualTo(":0");
    }

    @Test
    void keepsItsDataAndItsAddressWhenItIsRestarted() throws IOException {
        String url = Backends.redis().freshUrl();
        assertThat(call(url, "INCR count")).isEqualTo(":1");

        Backends.redis().restart();

        assertThat(call(url, "INCR count")).isEqualTo(":2");
    }

    @Test
    void keepsItsDataAndItsAddressWhenItIsKilled() throws IOException {
        String url = Backends.redis().freshUrl();
        assertThat(call(url, "INCR count")).isEqualTo(":1");

        Backends.redis().kill();
        assertThatThrownBy(() -> call(url, "PING")).isInstanceOf(IOException.class);
        Backends.redis().start();

        assertThat(call(url, "INCR count")).isEqualTo(":2");
    }

    private static String call(String url, String command) throws IOException {
        URI address = URI.create(url);
        try (Socket socket = new Socket(InetAddress.getByName(address.getHost()), address.getPort())) {
            BufferedReader replies = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
            String password = address.getUserInfo().substring(1);
            String database = address.getPath().isEmpty() ? "0" : address.getPath().substring(1);
            String commands = "AUTH " + password + "\r\nSELECT " + database + "\r\n" + command + "\r\n";
            socket.getOutputStream().write(commands.getBytes(US_ASCII));
            assertThat(replies.readLine()).isEqualTo("+OK");
            assertThat(replies.readLine()).isEqualTo("+OK");
            return replies.readLine();
        }
    }
}
