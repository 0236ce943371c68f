package dev.headrace.admin.publishing;

import dev.headrace.admin.schema.Model;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Fallback chains of locales, as statement parameters. */
final class Chains {

    private record Link(String served, String source, int position) {}

    private final List<Link> links = new ArrayList<>();

    private Chains() {}

    static Chains of(Model model, Collection<DocumentKey> documents) {
        Chains chains = new Chains();
        documents.stream().map(DocumentKey::locale).distinct().forEach(served -> {
            List<String> sources = model.locales().chain(served);
            for (int i = 0; i < sources.size(); i++) {
                chains.links.add(new Link(served, sources.get(i), i));
            }
        });
        return chains;
    }

    JdbcClient.StatementSpec bind(JdbcClient.StatementSpec statement) {
        return statement.param("served", links.stream().map(Link::served).toArray(String[]::new))
                .param("sources", links.stream().map(Link::source).toArray(String[]::new))
                .param("positions", links.stream().map(Link::position).toArray(Integer[]::new));
    }
}
