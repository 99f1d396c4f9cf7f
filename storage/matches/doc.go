// Package matches keeps the comparison of a project's sentences up to date, and its links
// in a file beside the project.
package matches
