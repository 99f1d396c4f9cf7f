package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
)

// lockTimeout is how long a command waits for a project that another
// program has open. Within two seconds it has to be said who has it.
const lockTimeout = time.Second

// projectFlag adds --project to a command that works on one.
func projectFlag(cmd *cobra.Command, path *string) {
	cmd.Flags().StringVarP(path, "project", "p", "", "the project's file, NAME.assay (required)")
	if err := cmd.MarkFlagRequired("project"); err != nil {
		panic(err) // the flag was added one line above
	}
}

// options are how this program opens projects.
func options(readOnly bool) storage.Options {
	return storage.Options{
		Timeout: lockTimeout, ReadOnly: readOnly,
		Generator: "assayctl " + model.Version, Encode: intake.Encode,
	}
}

// view runs work on the project at path, which it only reads.
func view(path string, work func(*storage.Project) error) error {
	return withProject(path, true, work)
}

// change runs work on the project at path, which it may write to.
func change(path string, work func(*storage.Project) error) error {
	return withProject(path, false, work)
}

// commit adds a change to the project and waits until it is on the disk.
func commit(ctx context.Context, p *storage.Project, c edit.Change) error {
	c.At = time.Now().UTC()
	p.Enqueue(c)
	return p.Flush(ctx)
}

// clockOf dates labels that are given in the project now.
func clockOf(p *storage.Project) (edit.Clock, error) {
	recent, err := p.Recent()
	return edit.At(time.Now().UTC(), recent...), err
}

func withProject(path string, readOnly bool, work func(*storage.Project) error) error {
	if path == "" {
		return usagef("--project needs the name of a file")
	}
	p, err := storage.Open(path, options(readOnly))
	if err != nil {
		return noProject(path, err)
	}
	return errors.Join(work(p), p.Close())
}

// noProject is why the project at path could not be opened.
func noProject(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("there is no project %s; \"assayctl import\" makes one", path)
	}
	return err
}

// openOrCreate opens the project at path, or makes it if there is none.
// A new one takes over the identity given, if it has an id.
func openOrCreate(path string, identity model.ProjectInfo) (p *storage.Project, created bool, err error) {
	p, err = storage.Open(path, options(false))
	if !errors.Is(err, fs.ErrNotExist) {
		return p, false, err
	}
	opts := options(false)
	opts.Identity = identity
	p, err = storage.Create(path, opts)
	return p, err == nil, err
}

// exists reports whether something is at path.
func exists(path string) bool {
	_, err := os.Lstat(path)
	return !errors.Is(err, fs.ErrNotExist)
}

// closeOrDiscard closes the project, and takes away one that was made for
// work that came to nothing.
func closeOrDiscard(p *storage.Project, discard bool) error {
	err := p.Close()
	if discard {
		err = errors.Join(err, os.Remove(p.Path()))
	}
	return err
}
