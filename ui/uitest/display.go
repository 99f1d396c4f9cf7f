// Package uitest drives windows in tests. App is the program on a virtual X server;
// Screen is a window of Fyne's test driver.
package uitest

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// Display is a virtual screen that exists until the test ends.
type Display struct {
	name string // for example ":99"
}

// NewDisplay starts a virtual screen; width and height are in pixels. If Xvfb,
// xdotool or ImageMagick is missing, the test is skipped, or fails if
// ASSAY_NEED_DISPLAY is set.
func NewDisplay(t testing.TB, width, height int) *Display {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool", "import"} {
		if _, err := exec.LookPath(tool); err == nil {
			continue
		}
		if os.Getenv("ASSAY_NEED_DISPLAY") != "" {
			t.Fatalf("%s is not installed: `make setup` installs it", tool)
		}
		t.Skipf("%s is not installed: `make setup` installs it", tool)
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	// Without -noreset, Xvfb resets when its last client disconnects, and then
	// refuses connections for a while. That could happen after an xdotool command
	// that runs before the program has connected.
	cmd := exec.Command("Xvfb", "-displayfd", "3", "-noreset", "-screen", "0", fmt.Sprintf("%dx%dx24", width, height), "-nolisten", "tcp")
	cmd.ExtraFiles = []*os.File{write}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	write.Close()
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(read).ReadString('\n')
	if err != nil {
		t.Fatalf("start Xvfb: %v", err)
	}
	return &Display{name: ":" + strings.TrimSpace(line)}
}

// env returns the environment for a program on the display, with more appended.
func (d *Display) env(more ...string) []string {
	var out []string
	for _, v := range os.Environ() {
		if !strings.HasPrefix(v, "DISPLAY=") && !strings.HasPrefix(v, "WAYLAND_DISPLAY=") {
			out = append(out, v)
		}
	}
	return append(append(out, "DISPLAY="+d.name, "LIBGL_ALWAYS_SOFTWARE=1"), more...)
}
