package parquet

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/peer"
)

// An archive
//
// An archive is a folder with the tables of many projects. Each table is a folder, in which each
// project has a part:
//
//	archive/articles/project=37deb6c3…/part.parquet
//	archive/articles/project=91c04e5f…/part.parquet
//	archive/sentences/project=37deb6c3…/part.parquet
//
// DuckDB, Spark and Arrow read such a folder as one table, and take the column project from the names
// of the folders ("hive partitioning").

// part is the name of the file of a project in each table of an archive.
const part = "part" + ext

// add writes the tables of a project to an archive, which it creates if there is none. It replaces
// the parts of an earlier export of the project, and leaves those of other projects as they are. All
// parts are complete before the first is replaced. The error wraps bundle.ErrNotEmpty if dir has files
// and is not an archive.
func add(ctx context.Context, dir string, c *peer.Corpus) error {
	if err := accept(dir); err != nil {
		return err
	}
	w := newWriter(c)
	defer w.close()
	if err := w.project(ctx); err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	fresh := filepath.Join(dir, ".part-"+rand.Text()[:8])
	err := bundle.WriteFolder(fresh, func(to bundle.Folder) error {
		return w.copyTo(to, func(table string) string { return table + ext })
	})
	if err != nil {
		return err
	}
	return errors.Join(w.replace(dir, fresh), os.RemoveAll(fresh))
}

// accept returns an error unless an archive can be in dir.
func accept(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	found, err := fs.Glob(os.DirFS(dir), "articles/project=*/"+part)
	if err == nil && len(found) == 0 {
		err = fmt.Errorf("%s is not an archive of Parquet tables: %w", dir, bundle.ErrNotEmpty)
	}
	return err
}

// replace moves the tables from the folder fresh to their places.
func (w *writer) replace(dir, fresh string) error {
	for _, f := range w.files() {
		to := filepath.Join(dir, f.title(), "project="+url.PathEscape(w.corpus.Project.ID))
		if err := os.MkdirAll(to, 0o777); err != nil {
			return err
		}
		if err := os.Rename(filepath.Join(fresh, f.title()+ext), filepath.Join(to, part)); err != nil {
			return err
		}
	}
	return nil
}
