package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// attachConsole lets the program speak to the terminal it was started from.
// Windows gives a program that is built for a window none, so that no black
// box opens beside it; without this `assay --version` would say nothing. What
// is sent to a file or into a pipe comes as it is.
func attachConsole() {
	if h, err := windows.GetStdHandle(windows.STD_OUTPUT_HANDLE); err == nil && h != 0 && h != windows.InvalidHandle {
		return
	}
	const parent = ^uintptr(0) // ATTACH_PARENT_PROCESS
	if ok, _, _ := windows.NewLazySystemDLL("kernel32.dll").NewProc("AttachConsole").Call(parent); ok == 0 {
		return // it was not started from a terminal
	}
	if console, err := os.OpenFile("CONOUT$", os.O_WRONLY, 0); err == nil {
		os.Stdout, os.Stderr = console, console
	}
}
