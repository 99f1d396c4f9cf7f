//go:build !windows

package main

// attachConsole has nothing to do: the program has its terminal.
func attachConsole() {}
