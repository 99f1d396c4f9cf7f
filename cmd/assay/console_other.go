//go:build !windows

package main

// attachConsole does nothing. On this system, a program keeps the terminal that it
// was started from.
func attachConsole() {}
