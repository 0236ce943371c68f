package dev.headrace.local.client;

/** The languages of clients, named as in commands. */
public enum Language {
    typescript("headrace.ts"), python("headrace.py");

    private final String file;

    Language(String file) {
        this.file = file;
    }

    String path() {
        return "/api/clients/" + file;
    }
}
