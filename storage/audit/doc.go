// Package audit checks that the content of a project is complete and consistent:
// texts, structures, records, counts, and the history that led to them.
package audit
