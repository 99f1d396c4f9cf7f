package uitest

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"assay.app/assay/ui/trace"
)

// State is a line of the program's trace.
type State = trace.State

// A scenario waits for states, however long a busy machine takes for them. It
// gives up when the program has ended, and when the run of tests is about to
// be ended, early enough to say what it was waiting for.
const (
	reportTime = 15 * time.Second // before the run of tests ends
	noDeadline = time.Hour        // where the run of tests has no end, as in benchmarks
)

// deadline returns when a test gives up waiting.
func deadline(t testing.TB) time.Time {
	if t, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
		if end, ok := t.Deadline(); ok {
			return end.Add(-reportTime)
		}
	}
	return time.Now().Add(noDeadline)
}

// App is the program in its window.
type App struct {
	t       testing.TB
	display *Display
	cmd     *exec.Cmd
	ended   chan struct{} // closed when the program has ended
	trace   *os.File
	lines   *bufio.Reader
	partial []byte
	last    State
	log     bytes.Buffer
	window  string
	presses int
}

// Start opens the program with the arguments, with home as the user's home
// folder, and waits for its window.
func (d *Display) Start(t testing.TB, program, home string, args ...string) *App {
	t.Helper()
	path := filepath.Join(t.TempDir(), "trace.jsonl")
	a := &App{t: t, display: d, ended: make(chan struct{})}
	a.cmd = exec.Command(program, append([]string{"--trace", path}, args...)...)
	a.cmd.Env = d.env("LC_ALL=C.UTF-8", "HOME="+home, "XDG_CONFIG_HOME="+home+"/.config", "XDG_CACHE_HOME="+home+"/.cache")
	a.cmd.Stdout, a.cmd.Stderr = &a.log, &a.log
	if err := a.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		_ = a.cmd.Wait()
		close(a.ended)
	}()
	t.Cleanup(func() {
		a.Kill()
		if t.Failed() {
			t.Logf("the screen said last: %+v", a.last)
			t.Logf("the program wrote:\n%s", a.log.String())
		}
	})
	a.await("the trace", func() bool {
		var err error
		a.trace, err = os.Open(path)
		return err == nil
	})
	a.lines = bufio.NewReader(a.trace)
	a.await("the window", func() bool {
		out, err := a.tool("search", "--onlyvisible", "--name", "Assay")
		a.window, _, _ = strings.Cut(strings.TrimSpace(out), "\n")
		return err == nil && a.window != ""
	})
	// There is no window manager to give the window the keyboard.
	a.await("the keyboard", func() bool {
		_, err := a.tool("windowfocus", "--sync", a.window)
		return err == nil
	})
	return a
}

// tool runs xdotool.
func (a *App) tool(args ...string) (string, error) {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = a.display.env()
	out, err := cmd.Output()
	return string(out), err
}

// Press presses keys, by their X names: "1", "ctrl+z", "Return".
func (a *App) Press(keys ...string) {
	a.t.Helper()
	a.presses += len(keys)
	if _, err := a.tool(append([]string{"key", "--delay", "20"}, keys...)...); err != nil {
		a.t.Fatalf("press %v: %v", keys, err)
	}
}

// Hold keeps a key pressed until the screen says what ok accepts.
func (a *App) Hold(key, what string, ok func(State) bool) State {
	a.t.Helper()
	a.presses++
	if _, err := a.tool("keydown", key); err != nil {
		a.t.Fatalf("hold %s: %v", key, err)
	}
	s := a.See(what, ok)
	if _, err := a.tool("keyup", key); err != nil {
		a.t.Fatalf("let go of %s: %v", key, err)
	}
	return s
}

// Type types text.
func (a *App) Type(text string) {
	a.t.Helper()
	if _, err := a.tool("type", "--delay", "8", text); err != nil {
		a.t.Fatalf("type %q: %v", text, err)
	}
}

// Presses is how many keys were pressed, what was typed not counted.
func (a *App) Presses() int { return a.presses }

// See waits until the screen says what ok accepts.
func (a *App) See(what string, ok func(State) bool) State {
	a.t.Helper()
	a.await(what, func() bool {
		a.read(ok)
		return ok(a.last)
	})
	return a.last
}

// read takes in what the trace says, up to the first state that ok accepts.
func (a *App) read(ok func(State) bool) {
	for !ok(a.last) {
		line, err := a.lines.ReadBytes('\n')
		a.partial = append(a.partial, line...)
		if err == io.EOF {
			return
		}
		if err != nil {
			a.t.Fatal(err)
		}
		var now State // a new one: earlier ones may share its parts
		if err := json.Unmarshal(a.partial, &now); err != nil {
			a.t.Fatalf("the trace has a bad line: %v: %s", err, a.partial)
		}
		a.last, a.partial = now, nil
	}
}

// Now takes in everything the trace says and gives what the screen says now.
func (a *App) Now() State {
	a.read(func(State) bool { return false })
	return a.last
}

// Await waits until something beside the screen is as it should be.
func (a *App) Await(what string, done func() bool) {
	a.t.Helper()
	a.await(what, done)
}

// await waits until done gives true.
func (a *App) await(what string, done func() bool) {
	a.t.Helper()
	end := deadline(a.t)
	for {
		over := a.over() // before it is looked: the last it did counts
		switch {
		case done():
			return
		case over:
			a.t.Fatalf("the program ended before %s was seen", what)
		case time.Now().After(end):
			a.t.Fatalf("did not see %s before the end of the run of tests", what)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

// over reports whether the program has ended.
func (a *App) over() bool {
	select {
	case <-a.ended:
		return true
	default:
		return false
	}
}

// Shot saves a picture of the screen.
func (a *App) Shot(path string) {
	a.t.Helper()
	cmd := exec.Command("import", "-window", "root", path)
	cmd.Env = a.display.env()
	if out, err := cmd.CombinedOutput(); err != nil {
		a.t.Fatalf("take a picture: %v: %s", err, out)
	}
}

// Resize gives the window another size, in pixels.
func (a *App) Resize(width, height string) {
	a.t.Helper()
	if _, err := a.tool("windowsize", "--sync", a.window, width, height); err != nil {
		a.t.Fatalf("resize: %v", err)
	}
}

// Kill ends the program at once, as a power cut would.
func (a *App) Kill() {
	_ = a.cmd.Process.Kill()
	<-a.ended
}

// Exit waits for the program to end by itself and gives its exit code.
func (a *App) Exit() int {
	select {
	case <-a.ended:
		return a.cmd.ProcessState.ExitCode()
	case <-time.After(time.Until(deadline(a.t))):
		a.t.Fatal("the program did not end")
		return -1
	}
}

// PID is the program's process id.
func (a *App) PID() int { return a.cmd.Process.Pid }
