// Package boltfile reads and checks the pages of a bolt database with plain reads,
// without bolt, so that a damaged file cannot crash the process.
package boltfile
