// Package lock locks a project's file while it is in use, and records who has it
// open.
package lock
