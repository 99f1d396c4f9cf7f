// Package budget bounds the memory that reading other people's files takes: a
// number of bytes shared by everything that is read at once, and a limit for
// the garbage collector while that goes on.
package budget
