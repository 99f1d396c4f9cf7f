//go:build !windows

package main

// attachConsole does nothing: the program already has its terminal.
func attachConsole() {}
