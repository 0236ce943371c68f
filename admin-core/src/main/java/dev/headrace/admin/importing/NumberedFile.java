package dev.headrace.admin.importing;

/** A file to import, with its number from 0. */
record NumberedFile(int number, SourceFile file) {}
