// Package exchange exports projects to files, and has the table of the formats.
// docs/export.md describes them for people.
package exchange
