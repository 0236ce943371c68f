package dev.headrace.admin.publishing;

/** Documents were marked to be written to the edge, in the transaction that is under way. */
record DocumentsMarked() {}
