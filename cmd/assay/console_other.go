//go:build !windows

package main

// attachConsole does nothing, because the program already has its terminal.
func attachConsole() {}
