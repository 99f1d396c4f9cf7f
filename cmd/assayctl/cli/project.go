package cli

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/codebook"
	"assay.app/assay/storage/intake/coding"
)

// lockTimeout is how long a command waits for a project that another program has
// open. The command must report the lock within two seconds.
const lockTimeout = time.Second

// Generator names this program in the files it writes.
const Generator = "assayctl " + model.Version

// ProjectFlag adds the required flag --project to a command.
func ProjectFlag(cmd *cobra.Command, path *string) {
	cmd.Flags().StringVarP(path, "project", "p", "", "the project's file, NAME.assay (required)")
	require(cmd, "project")
}

// require marks an existing flag as required.
func require(cmd *cobra.Command, flag string) {
	if err := cmd.MarkFlagRequired(flag); err != nil {
		panic(err) // the flag does not exist
	}
}

// OutputFlag adds the required flag --output to a command.
func OutputFlag(cmd *cobra.Command, path *string, usage string) {
	cmd.Flags().StringVarP(path, "output", "o", "", usage+" (required)")
	require(cmd, "output")
}

// Named returns a usage error if the path given with --project is empty.
func Named(path string) error {
	if path == "" {
		return Usagef("--project needs a file name")
	}
	return nil
}

// Options returns the options with which assayctl opens projects.
func Options(readOnly bool) storage.Options {
	return storage.Options{
		Timeout: lockTimeout, ReadOnly: readOnly, KeepMatches: true, Convert: true, Generator: Generator, Encode: coding.Encode,
	}
}

// Caller is a command that opens a project. *cobra.Command implements it.
type Caller interface {
	Context() context.Context
	ErrOrStderr() io.Writer
}

// OptionsOf is Options for a command that opens the project at path. A project in an
// older format is converted first. The progress of that is reported on the command's
// standard error, and the command's context cancels it.
func OptionsOf(caller Caller, path string, readOnly bool) storage.Options {
	opts := Options(readOnly)
	c := conversion{stderr: caller.ErrOrStderr(), name: filepath.Base(path), begun: time.Now()}
	opts.Context = caller.Context()
	opts.Migrating = func(done, all int64) { c.step(time.Now(), done, all) }
	return opts
}

// conversion reports the progress of converting a project on standard error.
type conversion struct {
	stderr      io.Writer
	name        string
	begun, said time.Time
}

// step is called at the time now, when done of all bytes are handled. It prints nothing in
// the first half second, and then at most one line every two seconds.
func (c *conversion) step(now time.Time, done, all int64) {
	const quiet, pause = time.Second / 2, 2 * time.Second
	if now.Sub(c.begun) < quiet || now.Sub(c.said) < pause {
		return
	}
	c.said = now
	Say(c.stderr, fmt.Sprintf("bringing %s up to date: %d %%", c.name, 100*done/max(all, 1)))
}

// View calls work with the project at path, opened for reading.
func View(caller Caller, path string, work func(*storage.Project) error) error {
	return withProject(path, OptionsOf(caller, path, true), work)
}

// Change calls work with the project at path, opened for writing.
func Change(caller Caller, path string, work func(*storage.Project) error) error {
	return withProject(path, OptionsOf(caller, path, false), work)
}

func withProject(path string, opts storage.Options, work func(*storage.Project) error) error {
	if err := Named(path); err != nil {
		return err
	}
	p, err := storage.Open(path, opts)
	if err != nil {
		return OpenError(path, err)
	}
	return errors.Join(work(p), p.Close())
}

// OpenError returns an error that suggests "assayctl import" if err means that the
// project does not exist. Otherwise it returns err.
func OpenError(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no project %s; \"assayctl import\" creates one", path)
	}
	return err
}

// Commit adds a change to the project and waits until it is on the disk. If the change has
// no time, Commit sets it.
func Commit(ctx context.Context, p *storage.Project, c edit.Change) error {
	if c.At.IsZero() {
		c.At = time.Now().UTC()
	}
	p.Enqueue(c)
	return p.Flush(ctx)
}

// Comparing returns what makes changes of statements, judgements and what belongs to them in the
// name of an analyst.
func Comparing(p *storage.Project, analyst string) (c edit.Comparing, err error) {
	if c.Analyst, err = AnalystIn(p, analyst); err != nil {
		return c, err
	}
	c.Now, c.NewID = time.Now().UTC().Truncate(time.Millisecond), rand.Text
	c.Compared, err = p.Compared()
	return c, err
}

// ClockOf returns the clock that dates new labels in the project.
func ClockOf(p *storage.Project) (edit.Clock, error) {
	recent, err := p.Recent()
	if err != nil {
		return edit.Clock{}, err
	}
	book, err := p.Codebook()
	return edit.At(time.Now().UTC(), recent...).Under(book), err
}

// Beginning is what a new project begins with. If the identity has no id, the project is
// a new one. If the codebook is nil, it is the default codebook.
type Beginning struct {
	Identity  model.ProjectInfo
	Codebook  model.Codebook
	Positions map[model.LabelKey]int // of labels of Codebook for which it is not the index
}

// OpenOrCreate opens the project at path for writing, or creates it if it does not
// exist. created reports whether the project was created.
func OpenOrCreate(caller Caller, path string, with Beginning) (p *storage.Project, created bool, err error) {
	opts := OptionsOf(caller, path, false)
	p, err = storage.Open(path, opts)
	if !errors.Is(err, fs.ErrNotExist) {
		return p, false, err
	}
	opts.Identity, opts.Codebook, opts.Positions = with.Identity, with.Codebook, with.Positions
	p, err = storage.Create(path, opts)
	return p, err == nil, err
}

// Exists reports whether there is a file, folder or link at path. It returns true
// if this cannot be determined.
func Exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// NotTheProject returns a usage error if file is the project's own file.
func NotTheProject(file, project string) error {
	a, errA := os.Stat(file)
	b, errB := os.Stat(project)
	if errA == nil && errB == nil && os.SameFile(a, b) {
		return Usagef("%s is the project itself; choose another name for the export", file)
	}
	return nil
}

// ReadCodebook returns the codebook in the file at path, which may also be a project.
func ReadCodebook(caller Caller, path string) (book model.Codebook, err error) {
	book, err = codebook.Read(path)
	if !errors.Is(err, model.ErrUnknownBook) || !strings.EqualFold(filepath.Ext(path), model.ProjectExt) {
		return book, err
	}
	err = View(caller, path, func(p *storage.Project) error {
		if book, err = p.Codebook(); err == nil {
			book, err = value.AcceptCodebook(book, nil)
		}
		return err
	})
	return book, err
}

// CloseOrDiscard closes the project. If discard is set, it also deletes the
// project's file, which was created for a command that failed.
func CloseOrDiscard(p *storage.Project, discard bool) error {
	err := p.Close()
	if discard {
		err = errors.Join(err, os.Remove(p.Path()))
	}
	return err
}
