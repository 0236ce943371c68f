package dev.headrace.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.local.data.LocalData;
import dev.headrace.services.Installation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

    @TempDir
    Path home;

    @Test
    void reportsMissingAndPresentPrerequisites() {
        StringWriter out = new StringWriter();
        Doctor doctor = new Doctor(new Installation(home), new LocalData(home.resolve("not/there")),
                new PrintWriter(out));

        assertThat(doctor.examine()).isEqualTo(1);

        assertThat(out.toString()).contains("ok       Java", "ok       PostgreSQL  postgres (PostgreSQL) 18",
                "ok       Redis", "problem  SQS         ElasticMQ was not found in " + home,
                "problem  core        " + home, "problem  edge        " + home,
                "GiB free for " + home.resolve("not/there"));
    }
}
