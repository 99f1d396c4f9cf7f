// Package index keeps the index of a project in a file beside it, and uses it to
// search the project.
package index
