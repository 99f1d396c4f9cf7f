// Package mend looks after project files that nobody has open: it checks whole
// files, restores backups, compacts files, and recovers what is readable of a
// damaged one.
package mend
