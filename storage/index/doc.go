// Package index keeps the index of a project in a file beside it, and searches
// the project with its help.
package index
