// Package budget bounds the memory that reading files from outside uses.
package budget
