// Package ledger reads and writes the entries of a project's file: it names the
// buckets and keys, seals every value, chains the changes of the history, and
// detects entries that damage has hidden.
package ledger
