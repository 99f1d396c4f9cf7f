// Package budget limits the memory that is used for reading files.
package budget
