// Package mend checks, restores, compacts and recovers project files that no
// process has open.
package mend
