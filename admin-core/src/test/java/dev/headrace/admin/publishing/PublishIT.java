package dev.headrace.admin.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.admin.CoreUnderTest;
import dev.headrace.admin.CoreUnderTest.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PublishIT {

    private static CoreUnderTest core;

    @BeforeAll
    static void start() {
        core = CoreUnderTest.start();
        assertThat(core.apply("""
                types:
                  author:
                    title: name
                    fields:
                      name: {type: text, required: true}
                      slug: {type: slug, from: name, unique: true}
                  article:
                    title: title
                    fields:
                      title: {type: text, required: true, max: 200}
                      slug: {type: slug, from: title, unique: true}
                      body: {type: markdown}
                      author: {type: reference, to: [author]}
                      date: {type: datetime}
                    views: {full: {include: [author]}, card: {fields: [title, slug]}}
                    lists: {filter: [author], sort: [date, title]}
                    interactions: {views: {}, reactions: {kinds: [like], who: user}}
                """).status()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        core.close();
    }

    @Test
    void aPublicationIsAnsweredWithItsReceipt() {
        Answer created = core.post("/api/entries/article", """
                {"fields": {"title": "Weirs and mills", "date": "2026-03-14T08:00:00+01:00"}}""");
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        assertThat(created.json().at("/fields/slug").stringValue()).isEqualTo("weirs-and-mills");

        Answer receipt = core.post("/api/entries/article/" + created.json().path("id").stringValue() + "/publish", "");

        assertThat(receipt.status()).as(receipt.text()).isEqualTo(200);
        assertThat(receipt.json().path("live").booleanValue()).isTrue();
    }
}
