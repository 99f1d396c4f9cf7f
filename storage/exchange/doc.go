// Package exchange exports projects and search hits to files and lists the file
// formats. docs/export.md describes them.
package exchange
