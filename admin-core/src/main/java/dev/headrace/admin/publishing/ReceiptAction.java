package dev.headrace.admin.publishing;

/** What a receipt reports on. The names are stored, and are those of the API. */
enum ReceiptAction {
    publish, unpublish
}
