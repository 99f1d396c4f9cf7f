// Package mend handles project files that no process has open: it checks complete
// files, restores backups, compacts files, and recovers the readable content of
// damaged ones.
package mend
