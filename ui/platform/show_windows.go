package platform

import (
	"context"
	"fmt"
	"os/exec"
	"syscall"

	"golang.org/x/sys/windows"
)

// Show shows a file in the Explorer.
func (Desktop) Show(_ context.Context, path string) error {
	cmd := exec.Command("explorer.exe")
	// Explorer reads its command line in its own way: the quotes enclose the path
	// only. No file name has quotes on Windows.
	cmd.SysProcAttr = &syscall.SysProcAttr{CmdLine: `explorer.exe /select,"` + path + `"`}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("show %s: %w", path, err)
	}
	go cmd.Wait() // the exit code is 1 even if it succeeds
	return nil
}

// Open opens a file or a folder with the program that Windows has for it.
func (Desktop) Open(_ context.Context, path string) error {
	verb, err := windows.UTF16PtrFromString("open")
	if err != nil {
		return err
	}
	file, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return err
	}
	if err := windows.ShellExecute(0, verb, file, nil, nil, windows.SW_SHOWNORMAL); err != nil {
		return fmt.Errorf("open %s: %w", path, err)
	}
	return nil
}
