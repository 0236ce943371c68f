package dev.headrace.local.system;

import dev.headrace.local.system.EdgeReader.Article;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * The message that {@code up} prints when the system is ready.
 *
 * @param dataOption option that other commands need; empty for the default folder
 * @param site the address of the sample site; empty if it is not served
 */
record Welcome(SystemPorts ports, FirstAdministrator administrator, String dataOption, Optional<String> site) {

    void print(Optional<Article> article, PrintWriter out) {
        out.println();
        site.ifPresent(address -> out.println("  site   " + address + "   a sample site that reads from the edge"));
        out.println("  admin  http://localhost:" + ports.core() + "/admin   sign in as " + administrator.email());
        if (!administrator.chosen()) {
            out.println("         password " + administrator.password() + "   (shown only once; ./headrace password"
                    + dataOption + " sets a new one)");
        }
        out.println("  edge   http://localhost:" + ports.edge() + "/v1");
        out.println("  health core http://localhost:" + ports.coreManagement() + "/readyz, edge http://localhost:"
                + ports.edgeManagement() + "/readyz");
        out.println();
        article.ifPresent(newest -> printSamples(newest, out));
    }

    private void printSamples(Article article, PrintWriter out) {
        String content = "http://localhost:" + ports.edge() + "/v1/content/article";
        out.println("Try:");
        out.println("  curl '" + content + "/" + article.slug() + "?with=stats'");
        out.println("  curl '" + content + "?sort=-date&limit=3&view=card'");
        out.println("  curl 'http://localhost:" + ports.edge() + "/v1/search?q=river&facets=topic&limit=3'");
        out.println("  curl -X PUT " + bearer("--user ada") + " " + content + "/" + article.id() + "/reactions/like");
        out.println("  curl " + bearer("--staff " + administrator.email()) + " 'http://localhost:" + ports.core()
                + "/api/entries/article?size=3'");
        out.println();
    }

    private String bearer(String who) {
        return "-H \"Authorization: Bearer $(./headrace token " + who + dataOption + ")\"";
    }
}
