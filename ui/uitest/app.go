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

// Waiting ends when the program ends, or shortly before the test run times out, so
// that the test can report what was missing. There is no shorter limit, because a
// machine can be slow.
const (
	reportTime = 15 * time.Second // left before the test run times out
	noDeadline = time.Hour        // used if the run has no deadline, as for benchmarks
)

// deadline returns the time at which a test stops waiting.
func deadline(t testing.TB) time.Time {
	if t, ok := t.(interface{ Deadline() (time.Time, bool) }); ok {
		if end, ok := t.Deadline(); ok {
			return end.Add(-reportTime)
		}
	}
	return time.Now().Add(noDeadline)
}

// App is a running program and its window.
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
	clicks  int
}

// Start runs the program with the arguments, waits for its window, and returns the
// App. home is the user's home folder.
func (d *Display) Start(t testing.TB, program, home string, args ...string) *App {
	t.Helper()
	path := filepath.Join(t.TempDir(), "trace.jsonl")
	a := &App{t: t, display: d, ended: make(chan struct{})}
	a.cmd = exec.Command(program, append([]string{"--trace", path}, args...)...)
	// Without a session bus the program shows its own file dialogs, on every desktop.
	a.cmd.Env = d.env("DBUS_SESSION_BUS_ADDRESS=unix:path=/nowhere", "LC_ALL=C.UTF-8", "HOME="+home, "XDG_CONFIG_HOME="+home+"/.config", "XDG_CACHE_HOME="+home+"/.cache")
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
			t.Logf("the last state was %+v", a.last)
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
	// Without a window manager, the window does not get the focus by itself.
	a.await("the window with the focus", func() bool {
		_, err := a.tool("windowfocus", "--sync", a.window)
		return err == nil
	})
	return a
}

func (a *App) tool(args ...string) (string, error) {
	cmd := exec.Command("xdotool", args...)
	cmd.Env = a.display.env()
	out, err := cmd.Output()
	return string(out), err
}

// Press presses keys by their X names, such as "ctrl+z" or "Return", one after the
// other.
func (a *App) Press(keys ...string) {
	a.t.Helper()
	a.presses += len(keys)
	if _, err := a.tool(append([]string{"key", "--delay", "20"}, keys...)...); err != nil {
		a.t.Fatalf("press %v: %v", keys, err)
	}
}

// Hold holds a key down until ok returns true for a state. It returns that state.
func (a *App) Hold(key, what string, ok func(State) bool) State {
	a.t.Helper()
	a.presses++
	if _, err := a.tool("keydown", key); err != nil {
		a.t.Fatalf("hold %s: %v", key, err)
	}
	s := a.See(what, ok)
	if _, err := a.tool("keyup", key); err != nil {
		a.t.Fatalf("release %s: %v", key, err)
	}
	return s
}

// Type types a text into the window.
func (a *App) Type(text string) {
	a.t.Helper()
	if _, err := a.tool("type", "--delay", "8", text); err != nil {
		a.t.Fatalf("type %q: %v", text, err)
	}
}

// Presses returns how many keys Press and Hold have pressed. Keys that Type typed
// do not count.
func (a *App) Presses() int { return a.presses }

// See waits until ok returns true for a state of the trace. It returns that state.
func (a *App) See(what string, ok func(State) bool) State {
	a.t.Helper()
	a.await(what, func() bool {
		a.read(ok)
		return ok(a.last)
	})
	return a.last
}

// read reads the trace until ok returns true for a state, or until the trace ends.
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
		var now State // a new value, because decoding into the old one would change the values it points to
		if err := json.Unmarshal(a.partial, &now); err != nil {
			a.t.Fatalf("the trace has a bad line: %v: %s", err, a.partial)
		}
		a.last, a.partial = now, nil
	}
}

// Now reads the trace to its end and returns the last state.
func (a *App) Now() State {
	a.read(func(State) bool { return false })
	return a.last
}

// Await waits until done returns true. It is for conditions that are not in the
// trace.
func (a *App) Await(what string, done func() bool) {
	a.t.Helper()
	a.await(what, done)
}

func (a *App) await(what string, done func() bool) {
	a.t.Helper()
	end := deadline(a.t)
	for {
		over := a.over() // checked before done, because the program may fulfil done and then end
		switch {
		case done():
			return
		case over:
			a.t.Fatalf("the program ended before the test saw %s", what)
		case time.Now().After(end):
			a.t.Fatalf("did not see %s in time", what)
		}
		time.Sleep(2 * time.Millisecond)
	}
}

func (a *App) over() bool {
	select {
	case <-a.ended:
		return true
	default:
		return false
	}
}

// Shot saves a picture of the whole screen.
func (a *App) Shot(path string) {
	a.t.Helper()
	cmd := exec.Command("import", "-window", "root", path)
	cmd.Env = a.display.env()
	if out, err := cmd.CombinedOutput(); err != nil {
		a.t.Fatalf("take a screenshot: %v: %s", err, out)
	}
}

// Resize sets the size of the window in pixels.
func (a *App) Resize(width, height string) {
	a.t.Helper()
	if _, err := a.tool("windowsize", "--sync", a.window, width, height); err != nil {
		a.t.Fatalf("resize: %v", err)
	}
}

// Kill kills the program at once, without a chance to save, and waits for its end.
func (a *App) Kill() {
	_ = a.cmd.Process.Kill()
	<-a.ended
}

// Exit waits until the program ends and returns its exit code. It fails the test if
// the program does not end in time.
func (a *App) Exit() int {
	select {
	case <-a.ended:
		return a.cmd.ProcessState.ExitCode()
	case <-time.After(time.Until(deadline(a.t))):
		a.t.Fatal("the program did not end")
		return -1
	}
}

// PID returns the process id of the program.
func (a *App) PID() int { return a.cmd.Process.Pid }
