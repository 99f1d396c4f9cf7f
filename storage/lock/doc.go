// Package lock keeps others away from a project's file while it is in use, and
// says who has it open.
package lock
