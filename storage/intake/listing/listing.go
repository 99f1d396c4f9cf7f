// Package listing finds the files to import under given paths, and reports which
// paths it refuses and why.
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

// File is a file to try to import.
type File struct {
	Path string // as given, or the folder as given joined with the name
	Size int64  // bytes
}

// Holds reports whether the article with an import path comes from the file: the
// path is that of the file, or continues it with a place in an archive or table.
func (f File) Holds(importPath string) bool {
	within, ok := strings.CutPrefix(importPath, f.Path)
	return ok && (within == "" || within[0] == '/' || within[0] == '#')
}

// Refusal is a path that cannot be imported, and the reason.
type Refusal struct {
	Path string
	Err  error
}

// extensions are those of the files that are imported from folders and archives. A
// file named directly is tried whatever its extension, and formats are recognised
// by content.
var extensions = map[string]bool{
	".txt": true, ".text": true, ".md": true, ".markdown": true,
	".html": true, ".htm": true, ".xhtml": true, ".shtml": true, ".mhtml": true, ".mht": true,
	".docx": true, ".odt": true, ".rtf": true, ".epub": true, ".pdf": true, ".eml": true, ".mbox": true,
	".csv": true, ".tsv": true, ".json": true, ".jsonl": true, ".ndjson": true, ".srt": true, ".vtt": true,
	".zip": true, ".tar": true, ".tgz": true, ".txz": true, ".gz": true, ".xz": true, ".bz2": true, ".zst": true, ".warc": true,
}

// Importable reports whether a file with this name is imported from folders and
// archives.
func Importable(name string) bool { return extensions[strings.ToLower(filepath.Ext(name))] }

// Find returns the files to import, and the paths that it refuses. It lists the
// paths that are files, in the order given, and the files in folders and their
// subfolders, by name. A file reached twice is listed once.
//
// Find follows a path that is itself a link, and a link in a folder that leads into
// one of the paths. It refuses other links to folders and importable files, with
// the error model.ErrLinkOutside, so that the sender of a folder cannot choose what
// else is read.
//
// In folders, Find skips hidden files and folders, files with other extensions, and
// the folders that browsers save beside a page. It refuses pipes, sockets and
// devices without opening them. It also refuses files that cannot be opened, but
// does not try to open those that everyone may read. If a path is a folder without
// files to import, Find refuses it with the error model.ErrNoArticles. Find itself
// returns an error only if ctx is cancelled.
func Find(ctx context.Context, paths []string) ([]File, []Refusal, error) {
	return find(finder{ctx: ctx}, paths)
}

// FindLinked is like Find, but follows all links wherever they lead.
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
	roots    []string        // resolved paths that links may lead into
	seen     map[string]bool // resolved paths of files and folders
	folders  int             // number of folders walked
	reached  int             // number of files, including those listed before
	files    []File
	refusals []Refusal
}

// named handles a path that was given.
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

// folder handles everything in a folder.
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

// infos returns the info of each entry that is an importable regular file, and nil
// for each other entry. It uses all processors, since a folder may hold many
// thousands of files.
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

// entry handles one entry of a folder. resolved is the folder's path without links.
// info is set if the entry is an importable regular file.
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

// mayFollow reports whether a link leads into the imported paths.
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

// besidePage reports whether a folder is named like a web page beside it. Browsers
// give such names to the folders of a saved page's pictures, styles and frames.
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

// file handles one file, with its resolved path and the result of Stat.
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

// resolve returns the path with all links resolved.
func resolve(path string) string {
	resolved, err := filepath.EvalSymlinks(path)
	if err == nil {
		resolved, err = filepath.Abs(resolved)
	}
	if err != nil {
		return path // still listed; reading it reports the error
	}
	return resolved
}

// first reports whether a resolved path has not been seen before, and remembers it,
// so that loops of links end.
func (f *finder) first(resolved string) bool {
	if f.seen[resolved] {
		return false
	}
	f.seen[resolved] = true
	return true
}

// Regular returns an error for everything but regular files.
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

// allMayRead reports whether the file's permissions let everyone read it. It
// returns false on Windows, where the mode does not show the permissions.
func allMayRead(info fs.FileInfo) bool {
	const read = 0o444
	return info.Mode()&read == read && runtime.GOOS != "windows"
}

// readable returns an error if the file cannot be opened.
func readable(path string) (err error) {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return nil
}
