// Package exchange exports projects to files and holds the table of the formats.
// docs/export.md describes them.
package exchange
