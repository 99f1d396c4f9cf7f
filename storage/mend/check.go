package mend

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/lock"
)

//  The complete check, in its own process
//
//	CheckFile                         the child: CheckMain
//	─────────                         ────────────────────
//	starts it ──── path ────────────▶ the pages, with plain reads
//	waits, up to the time limit       if they are sound: the content (Verify)
//	                                  and bolt's own check
//	report ◀─────── JSON on stdout ── the report
//	a crash or timeout is a problem, too
//
// The check of the pages uses plain reads, so it ends and does not crash. bolt's
// own check may crash or never end. It is still run, as a second opinion.

// CheckOptions are the options of CheckFile.
type CheckOptions struct {
	// Command is the program that checks, with its arguments. The file's path is
	// appended to them. The program must call CheckMain. If Command is nil, it is
	// this program with the argument CheckCommand.
	Command []string

	// Timeout is how long the check may take. If it is not positive, the limit
	// depends on the file's size.
	Timeout time.Duration
}

// CheckCommand is the hidden subcommand with which a program calls CheckMain.
const CheckCommand = "__check"

// CheckReport is the result of a complete check.
type CheckReport struct {
	Problems []string `json:"problems,omitempty"` // one sentence each, at most a thousand
	Count    int      `json:"count"`              // number of problems found
	Bytes    int64    `json:"bytes"`              // size of the file
}

// OK reports whether there are no problems.
func (r CheckReport) OK() bool { return r.Count == 0 }

func (r *CheckReport) add(problem string) {
	const most = 1000
	if r.Count++; len(r.Problems) < most {
		r.Problems = append(r.Problems, problem)
	}
}

// answer is what the child prints.
type answer struct {
	CheckReport
	Locked bool   `json:"locked,omitempty"`
	Failed string `json:"failed,omitempty"` // why the child could not check the file
}

// envChecking is set for the child. It prevents a program that does not know
// CheckCommand from starting children endlessly.
const envChecking = "ASSAY_CHECKING"

// By default, the time limit of a check is a fixed time plus the time to read the
// file on a very slow disk.
const (
	checkTime  = 30 * time.Second
	checkSpeed = 4 << 20 // bytes per second
)

// CheckFile checks all of a file that no process is writing to, in a separate
// process. A crash or a timeout of that process is a problem in the report.
// CheckFile returns an error only if the check cannot be made, such as ErrLocked,
// ErrNotProject, ErrEmptyFile, ErrNewerVersion or the error of ctx.
func CheckFile(ctx context.Context, path string, opts CheckOptions) (CheckReport, error) {
	report, err := checkFile(ctx, path, opts)
	if err != nil {
		return report, fmt.Errorf("check %s: %w", path, err)
	}
	return report, nil
}

func checkFile(ctx context.Context, path string, opts CheckOptions) (CheckReport, error) {
	if err := ledger.Identify(path); err != nil && (!errors.Is(err, model.ErrDamaged) || errors.Is(err, model.ErrNewerVersion)) {
		return CheckReport{}, err
	}
	size, err := sizeOf(path)
	if err != nil {
		return CheckReport{}, err
	}
	if opts.Timeout <= 0 {
		opts.Timeout = checkTime + time.Duration(size/checkSpeed)*time.Second
	}
	if opts.Command == nil {
		self, err := os.Executable()
		if err != nil {
			return CheckReport{}, err
		}
		opts.Command = []string{self, CheckCommand}
	}
	if os.Getenv(envChecking) != "" {
		return CheckReport{}, errors.New("this is the process that checks; its program does not know it")
	}
	a, err := runCheck(ctx, path, opts)
	a.Bytes = size
	switch {
	case err != nil:
		return CheckReport{}, err
	case a.Locked:
		return CheckReport{}, lock.Taken(path)
	case a.Failed != "":
		return CheckReport{}, errors.New(a.Failed)
	}
	return a.CheckReport, nil
}

// runCheck runs the child and returns its answer. A crash or timeout of the child
// is a problem in the answer.
func runCheck(ctx context.Context, path string, opts CheckOptions) (answer, error) {
	limited, cancel := context.WithTimeout(ctx, opts.Timeout)
	defer cancel()
	child := exec.CommandContext(limited, opts.Command[0], append(opts.Command[1:len(opts.Command):len(opts.Command)], path)...)
	child.Env = append(os.Environ(), envChecking+"=1")
	child.WaitDelay = time.Second
	var out, failed bytes.Buffer
	child.Stdout, child.Stderr = &limit{to: &out, left: 8 << 20}, &limit{to: &failed, left: 4 << 10}
	err := child.Run()
	var a answer
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return a, ctx.Err()
	case json.Unmarshal(out.Bytes(), &a) == nil:
		return a, nil
	case limited.Err() != nil:
		a.add(model.Damaged("checking it did not end within %v", opts.Timeout).Error())
		return a, nil
	case errors.As(err, &exit):
		line, _, _ := strings.Cut(failed.String(), "\n")
		a.add(model.Damaged("checking it crashed (%v: %s)", exit, line).Error())
		return a, nil
	case err != nil:
		return a, err
	}
	return a, fmt.Errorf("%s did not answer as a check should", opts.Command[0])
}

// limit passes on the first bytes written to it and discards the others.
type limit struct {
	to   io.Writer
	left int
}

// Write implements io.Writer.
func (l *limit) Write(data []byte) (int, error) {
	n := min(len(data), l.left)
	l.left -= n
	if _, err := l.to.Write(data[:n]); err != nil {
		return 0, err
	}
	return len(data), nil
}

// CheckMain is the process that CheckFile starts. It checks the file named by its
// only argument, prints its answer for CheckFile and returns the exit code. The
// program's main must call it with the arguments after CheckCommand, and with
// options whose Encode allows texts to be hashed.
func CheckMain(args []string, opts storage.Options) int {
	var a answer
	if len(args) != 1 {
		a.Failed = "which file?"
	} else if err := a.check(args[0], opts); errors.Is(err, model.ErrLocked) {
		a.Locked = true
	} else if err != nil {
		a.Failed = err.Error()
	}
	data, err := json.Marshal(a)
	if err == nil {
		_, err = os.Stdout.Write(append(data, '\n'))
	}
	if err != nil || a.Failed != "" || a.Locked || !a.OK() {
		return 1
	}
	return 0
}

// check checks the file at path. If its pages are unsound, it takes the lock, and
// returns ErrLocked if another process has it, because a file that is being written
// to may look damaged. If the pages are sound, it opens the project, which locks
// it, verifies it, and runs bolt's own check. For a project in an older format it does
// this with a converted copy, unless entries are damaged.
func (a *answer) check(path string, opts storage.Options) error {
	opts.ReadOnly, opts.Convert = true, true
	opts = opts.WithDefaults()
	var pages CheckReport
	sound, err := ledger.CheckPages(path, func(f boltfile.Finding) { pages.add(f.Err.Error()) })
	if err != nil {
		return err
	}
	if !sound {
		a.CheckReport = pages
		return lock.With(path, opts.Terms(), func() error { return nil })
	}
	was, err := ledger.FormatAt(path)
	if err == nil && was < ledger.Format && !pages.OK() {
		a.CheckReport = pages
		return nil
	}
	p, err := openUnnamed(path, opts)
	if model.IsDamage(err) {
		a.CheckReport = pages
		a.add(err.Error())
		return nil
	}
	if err != nil {
		return err
	}
	problems, err := p.Verify(context.Background())
	for _, problem := range problems {
		a.add(problem.String())
	}
	if err == nil {
		err = p.View("bolt's own check", a.bolt)
	}
	return errors.Join(err, p.Close())
}

// bolt runs bolt's own check, which may panic in its own goroutine or never end.
func (a *answer) bolt(tx ledger.Tx) error {
	for err := range tx.Check() {
		// bolt forgets pages if more than 65,534 of them are unused at once. This
		// only wastes space.
		if !strings.Contains(err.Error(), "unreachable unfreed") {
			a.add(model.Damaged("%v", err).Error())
		}
	}
	return nil
}
