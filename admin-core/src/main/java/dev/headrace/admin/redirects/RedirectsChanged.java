package dev.headrace.admin.redirects;

/** Redirects were changed in the current transaction. */
record RedirectsChanged() {}
