// Package audit checks that the content of a project is whole and consistent:
// texts, divisions, annotations, notes, counts, and the history that led to them.
package audit
