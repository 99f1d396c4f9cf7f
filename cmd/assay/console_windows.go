package main

import (
	"os"

	"golang.org/x/sys/windows"
)

// attachConsole connects the program to the terminal that it was started from.
// Windows gives no terminal to a program with a window, so `assay --version` would
// print nothing. Output that is redirected to a file or pipe is unaffected.
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
