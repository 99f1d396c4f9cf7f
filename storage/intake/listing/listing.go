// Package listing lists the files to import under paths and refuses the others by
// name.
package listing

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"

	"assay.app/assay/model"
)

// File is one file that can be tried.
type File struct {
	Path string // as given, or joined to the folder as given
	Size int64  // bytes
}

// Holds reports whether an article with that import path lies in the file: it
// is the file, or goes on after it with a place in an archive or table.
func (f File) Holds(importPath string) bool {
	within, ok := strings.CutPrefix(importPath, f.Path)
	return ok && (within == "" || within[0] == '/' || within[0] == '#')
}

// Refusal is one path that cannot be imported, and why.
type Refusal struct {
	Path string
	Err  error
}

// extensions are what files are called that are looked at inside folders and
// archives. A file that is named directly is tried whatever it is called, and
// what a file holds is told by its content.
var extensions = map[string]bool{
	".txt": true, ".text": true, ".md": true, ".markdown": true,
	".html": true, ".htm": true, ".xhtml": true, ".shtml": true, ".mhtml": true, ".mht": true,
	".docx": true, ".odt": true, ".rtf": true, ".epub": true, ".pdf": true, ".eml": true, ".mbox": true,
	".csv": true, ".tsv": true, ".json": true, ".jsonl": true, ".ndjson": true, ".srt": true, ".vtt": true,
	".zip": true, ".tar": true, ".tgz": true, ".txz": true, ".gz": true, ".xz": true, ".bz2": true, ".zst": true, ".warc": true,
}

// Importable reports whether a file of that name is looked at inside folders and
// archives.
func Importable(name string) bool { return extensions[strings.ToLower(filepath.Ext(name))] }

// Find lists the files to import: the paths that are files, in the order
// given, and what lies in those that are folders, by name, folders within
// folders included. A path that is itself a link is followed; so are links in a
// folder that lead to what is in it, or in another of the paths. A link that
// leads elsewhere is refused with model.ErrLinkOutside: whoever hands a folder
// on does not decide what else is read. A file reached twice is listed once.
//
// Inside folders hidden files and other formats are passed over without a
// word. What cannot be read is refused with the file system's error, as far as
// that can be told without opening files that all may read; a pipe,
// socket or device is refused without being opened, for reading a pipe waits
// for ever; a folder in which there is nothing is refused with
// model.ErrNoArticles. The error is only ever that of ctx.
func Find(ctx context.Context, paths []string) ([]File, []Refusal, error) {
	return find(finder{ctx: ctx}, paths)
}

// FindLinked is Find for somebody who wants all links followed, wherever they
// lead.
func FindLinked(ctx context.Context, paths []string) ([]File, []Refusal, error) {
	return find(finder{ctx: ctx, anywhere: true}, paths)
}

func find(f finder, paths []string) ([]File, []Refusal, error) {
	f.seen = map[string]bool{}
	for _, path := range paths {
		f.roots = append(f.roots, resolve(path))
	}
	for _, path := range paths {
		if err := f.named(path); err != nil {
			return f.files, f.refusals, err
		}
	}
	return f.files, f.refusals, nil
}

type finder struct {
	ctx      context.Context
	anywhere bool            // links may lead anywhere
	roots    []string        // resolved, what links may lead to
	seen     map[string]bool // resolved paths of files and folders
	folders  int             // walked
	reached  int             // files, those listed before included
	files    []File
	refusals []Refusal
}

// named takes a path that was given.
func (f *finder) named(path string) error {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		f.file(path, resolve(path), info, err)
		return f.ctx.Err()
	}
	folders, reached, refused := f.folders, f.reached, len(f.refusals)
	if err := f.folder(path); err != nil {
		return err
	}
	if f.folders > folders && f.reached == reached && len(f.refusals) == refused {
		f.refuse(path, fmt.Errorf("%w: no files in this folder are of a kind that can be imported", model.ErrNoArticles))
	}
	return nil
}

// folder takes everything in a folder.
func (f *finder) folder(path string) error {
	if err := f.ctx.Err(); err != nil {
		return err
	}
	resolved := resolve(path)
	if !f.first(resolved) {
		return nil
	}
	f.folders++
	entries, err := os.ReadDir(path)
	if err != nil {
		f.refuse(path, err)
	}
	known := infos(entries)
	for i, entry := range entries {
		if err := f.entry(path, resolved, entry, known[i]); err != nil {
			return err
		}
	}
	return nil
}

// infos looks at the plain files among the entries that are of a kind that is
// imported, on all processors: a folder may hold many thousands. For all others
// it gives nil.
func infos(entries []fs.DirEntry) []fs.FileInfo {
	known := make([]fs.FileInfo, len(entries))
	var running sync.WaitGroup
	part := len(entries)/runtime.GOMAXPROCS(0) + 1
	for from := 0; from < len(entries); from += part {
		running.Go(func() {
			for i, entry := range entries[from:min(from+part, len(entries))] {
				if !entry.Type().IsRegular() || !Importable(entry.Name()) {
					continue
				}
				if info, err := entry.Info(); err == nil && info.Mode().IsRegular() {
					known[from+i] = info
				}
			}
		})
	}
	running.Wait()
	return known
}

// entry takes one thing in a folder, which resolves to another path perhaps. A
// plain file's info is given: nearly all are plain, and none of these is a link.
func (f *finder) entry(folder, resolved string, entry fs.DirEntry, info fs.FileInfo) error {
	if strings.HasPrefix(entry.Name(), ".") {
		return nil
	}
	path, ours := filepath.Join(folder, entry.Name()), Importable(entry.Name())
	if info != nil {
		self := path
		if folder != resolved {
			self = filepath.Join(resolved, entry.Name())
		}
		f.file(path, self, info, nil)
		return f.ctx.Err()
	}
	if entry.IsDir() {
		if besidePage(path) {
			return nil
		}
		return f.folder(path)
	}
	if link := entry.Type()&fs.ModeSymlink != 0; !ours && !link {
		return nil
	}
	info, err := os.Stat(path)
	if err == nil && (ours || info.IsDir()) && !f.mayFollow(path) {
		f.refuse(path, model.ErrLinkOutside)
		return f.ctx.Err()
	}
	switch {
	case err == nil && info.IsDir():
		return f.folder(path)
	case ours:
		f.file(path, resolve(path), info, err)
	}
	return f.ctx.Err()
}

// mayFollow reports whether a link leads to what is being imported.
func (f *finder) mayFollow(path string) bool {
	if f.anywhere {
		return true
	}
	resolved := resolve(path)
	return slices.ContainsFunc(f.roots, func(root string) bool {
		within, err := filepath.Rel(root, resolved)
		return err == nil && filepath.IsLocal(within)
	})
}

// besidePage reports whether a folder holds the pictures, styles and frames of
// a web page that a browser has saved beside it.
func besidePage(folder string) bool {
	for _, end := range []string{"_files", ".fld"} {
		page, ok := strings.CutSuffix(folder, end)
		for _, ext := range []string{".html", ".htm", ".xhtml"} {
			if ok && exists(page+ext) {
				return true
			}
		}
	}
	return false
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// file takes one file, given what it resolves to and what Stat said of it.
func (f *finder) file(path, resolved string, info fs.FileInfo, err error) {
	if err == nil {
		err = Regular(info)
	}
	if err == nil && !allMayRead(info) {
		err = readable(path)
	}
	if err != nil {
		f.refuse(path, err)
		return
	}
	f.reached++
	if f.first(resolved) {
		f.files = append(f.files, File{Path: path, Size: info.Size()})
	}
}

func (f *finder) refuse(path string, err error) {
	f.refusals = append(f.refusals, Refusal{Path: path, Err: err})
}

// resolve gives the path without links in it.
func resolve(path string) string {
	resolved, err := filepath.EvalSymlinks(path)
	if err == nil {
		resolved, err = filepath.Abs(resolved)
	}
	if err != nil {
		return path // still listed: reading it will say what is wrong
	}
	return resolved
}

// first reports whether a resolved path was not seen before. Comparing what
// links resolve to also ends loops.
func (f *finder) first(resolved string) bool {
	if f.seen[resolved] {
		return false
	}
	f.seen[resolved] = true
	return true
}

// Regular refuses everything but plain files.
func Regular(info fs.FileInfo) error {
	mode, kind := info.Mode(), ""
	switch {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		kind = "a folder"
	case mode&fs.ModeNamedPipe != 0:
		kind = "a pipe"
	case mode&fs.ModeSocket != 0:
		kind = "a socket"
	case mode&fs.ModeDevice != 0:
		kind = "a device"
	default:
		kind = "not a plain file"
	}
	return fmt.Errorf("%w: this is %s", model.ErrBinary, kind)
}

// allMayRead reports whether the file's permissions let everyone read it.
// Windows has others, of which the mode says nothing.
func allMayRead(info fs.FileInfo) bool {
	const read = 0o444
	return info.Mode()&read == read && runtime.GOOS != "windows"
}

// readable opens the file and closes it again.
func readable(path string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return nil
}
