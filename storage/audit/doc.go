// Package audit checks that the content of a project is complete and consistent:
// texts, structures, annotations, notes, counts, and the history that led to them.
package audit
