package rehearse

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/coding"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/listing"
)

// Request asks for a preview.
type Request struct {
	Project *storage.Project // nil if the project does not exist yet
	Paths   []string         // files and folders; at least one
	Known   []draft.Mapping  // tables whose columns the analyst corrected before, latest first
}

// Rereader reads parts of a preview again with other options. The preview keeps no
// texts, so a correction that needs one reads the file again.
type Rereader struct {
	rehearsal *Rehearsal
	columns   map[string]article.Columns // keys are those of table.Key

	headlinesAside bool // see intake.Options
}

// Preview recognises the articles in files and folders, without importing them. The
// Rereader reads parts of the preview again. The error is the project's or that of
// ctx.
func Preview(ctx context.Context, r Request, progress func(draft.Step)) (*draft.Preview, *Rereader, error) {
	progress(draft.Step{Path: r.Paths[0]})
	files, refused, err := listing.Find(ctx, r.Paths)
	if err != nil {
		return nil, nil, err
	}
	rehearsal, err := New(ctx, r.Project, func(done, total int) {
		progress(draft.Step{Done: done, Total: total})
	})
	if err != nil {
		return nil, nil, err
	}
	again := &Rereader{rehearsal: rehearsal, columns: columnsByKey(r.Known), headlinesAside: true}
	if r.Project != nil {
		tagged, err := r.Project.TagsHeadlines()
		if err != nil {
			return nil, nil, err
		}
		again.headlinesAside = !tagged
	}
	preview, err := again.read(ctx, reading{files: files, progress: progress})
	if err != nil {
		return nil, nil, err
	}
	before := make([]draft.Refused, 0, len(refused))
	for _, r := range refused {
		before = append(before, draft.Refused{Path: r.Path, File: r.Path, Err: r.Err})
	}
	preview.Refused = append(before, preview.Refused...)
	preview.Mappings = r.Known
	preview.Encodings = coding.Encodings()
	preview.PairTwins()
	return preview, again, nil
}

// Again reads part of a preview again as what requests, and returns the result. The
// error is the project's or that of ctx.
func (r *Rereader) Again(ctx context.Context, what draft.Rereading, progress func(draft.Step)) (*draft.Preview, error) {
	next := &Rereader{rehearsal: r.rehearsal, columns: r.columns, headlinesAside: r.headlinesAside}
	if what.Mapping != nil {
		next.columns = maps.Clone(r.columns)
		next.columns[what.Mapping.Key] = columnsOf(*what.Mapping)
	}
	found := &draft.Preview{}
	add := func(p part, wanted func(string) bool, most int) error {
		progress(draft.Step{Path: p.file})
		some, err := next.read(ctx, reading{
			files: []listing.File{fileAt(p.file)}, wanted: wanted, most: most, progress: progress,
			manner: manner{encoding: p.encoding, language: p.language, divided: what.Divisions, allBlocks: what.AllBlocks},
		})
		if err == nil {
			found.Drafts, found.Refused, found.Tables = append(found.Drafts, some.Drafts...), append(found.Refused, some.Refused...), append(found.Tables, some.Tables...)
		}
		return err
	}
	for _, p := range partsOf(what.Drafts) {
		if err := add(p, func(path string) bool { return p.paths[path] }, len(p.paths)); err != nil {
			return nil, err
		}
	}
	for _, s := range what.Sources {
		r.rehearsal.Forget(s.Holds)
		if err := add(part{file: s.File, encoding: what.Encoding}, s.Holds, 0); err != nil {
			return nil, err
		}
	}
	r.columns = next.columns
	return found, nil
}

// part has the articles of a file that are read together.
type part struct {
	file, encoding, language string
	paths                    map[string]bool // import paths
}

// partsOf returns the parts of files that hold drafts, so that each file is read once
// for every encoding and language.
func partsOf(drafts []*draft.Article) (parts []part) {
	at := map[[3]string]int{}
	for _, d := range drafts {
		key := [3]string{d.File, d.Encoding, d.Article.Metadata.Language}
		i, known := at[key]
		if !known {
			i = len(parts)
			at[key], parts = i, append(parts, part{d.File, d.Encoding, d.Article.Metadata.Language, map[string]bool{}})
		}
		parts[i].paths[d.Path] = true
	}
	return parts
}

// maxLines is the maximum number of lines of an article that are offered for a
// division.
const maxLines = 100_000

// Lines returns the lines of the first draft of a rereading, without empty ones, or
// none if the file no longer has that article. The error is that of ctx.
func (r *Rereader) Lines(ctx context.Context, what draft.Rereading, progress func(draft.Step)) ([]draft.Line, error) {
	d := what.Drafts[0]
	progress(draft.Step{Path: d.File})
	how := manner{encoding: d.Encoding, divided: what.Divisions, allBlocks: what.AllBlocks}
	for doc := range intake.Documents(ctx, []listing.File{fileAt(d.File)}, how.options(r.columns), func(listing.Refusal) {}) {
		if doc.ImportPath == d.Path {
			return linesOf(doc), nil
		}
	}
	return nil, ctx.Err()
}

// linesOf returns the first lines of an article, without empty ones.
func linesOf(doc *model.Document) (lines []draft.Line) {
	at := doc.Within.Span.Start
	for line := range strings.Lines(doc.Text) {
		if len(lines) == maxLines {
			break
		}
		if text := shortened(line); text != "" {
			lines = append(lines, draft.Line{Start: at, Text: text})
		}
		at += len(line)
	}
	return lines
}

// reading is one reading of files into a preview.
type reading struct {
	files    []listing.File
	manner   manner
	wanted   func(path string) bool // reports whether to take an import path; nil takes all
	most     int                    // how many articles are wanted; 0 if they follow one another
	progress func(draft.Step)
}

// fileOf returns the file on disk that holds an import path, or path itself if none
// does.
func (r *reading) fileOf(path string) string {
	for _, f := range r.files {
		if f.Holds(path) {
			return f.Path
		}
	}
	return path
}

// takes reports whether an import path is wanted.
func (r *reading) takes(path string) bool { return r.wanted == nil || r.wanted(path) }

// read reads files into a preview. It stops after the wanted articles: when it has as
// many as asked for or, if their number is unknown, at the first other article.
func (r *Rereader) read(ctx context.Context, what reading) (*draft.Preview, error) {
	preview := &draft.Preview{}
	at := 0
	var guard sync.Mutex // tables come from several goroutines
	what.manner.headlinesAside = r.headlinesAside
	shown := progressOf{show: what.progress}
	opts := what.manner.options(r.columns)
	opts.Progress = shown.bytes
	opts.Table = func(path string, t article.Table) {
		guard.Lock()
		defer guard.Unlock()
		preview.Tables = append(preview.Tables, tableOf(path, t))
	}
	file := func(path string) string { // paths come in the order of the files
		for at+1 < len(what.files) && !what.files[at].Holds(path) {
			at++
		}
		return what.files[at].Path
	}
	refuse := func(refused listing.Refusal) {
		if what.takes(refused.Path) {
			preview.Refused = append(preview.Refused, refusedOf(refused, what.fileOf(refused.Path)))
		}
	}
	begun, last, within := false, "", 0
	for a, err := range r.rehearsal.Each(ctx, what.files, opts, refuse) {
		if err != nil {
			return nil, err
		}
		name := file(a.ImportPath)
		if name == last {
			within++
		} else {
			last, within = name, 0
		}
		step := draft.Step{Done: len(preview.Drafts), Path: a.ImportPath}
		if len(what.files) > 1 && within < manyInOne { // count files, because the total of articles is unknown
			step.Done, step.Total = at, len(what.files)
		}
		shown.article(name, step)
		if !what.takes(a.ImportPath) {
			if begun && what.most == 0 {
				break
			}
			continue
		}
		begun = true
		d := draftOf(a)
		d.File, d.Encoding = name, what.manner.encoding
		preview.Drafts = append(preview.Drafts, d)
		if len(preview.Drafts) == what.most {
			break
		}
	}
	guard.Lock()
	defer guard.Unlock()
	preview.Tables = slices.DeleteFunc(preview.Tables, func(t *draft.Table) bool { return !what.takes(t.Path) })
	for _, t := range preview.Tables {
		t.File = what.fileOf(t.Path)
	}
	return preview, nil
}

// manyInOne is the number of articles in one file from which progress counts articles
// instead of files.
const manyInOne = 20

// refusedOf returns the preview's entry for a file that was refused, wholly or in
// part.
func refusedOf(r listing.Refusal, file string) draft.Refused {
	blocks, rest := intake.Left(r.Err)
	return draft.Refused{
		Path: r.Path, File: file, Err: rest, Text: mayBeText(r),
		Partial: errors.As(r.Err, new(article.LeftOut)), More: blocks,
	}
}

// mayBeText reports whether a refused file has the extension of a text file and might be
// read in another encoding.
func mayBeText(r listing.Refusal) bool {
	names := []string{".txt", ".text", ".md", ".markdown", ".csv", ".tsv", ".json", ".jsonl", ".ndjson"}
	return slices.Contains(names, strings.ToLower(filepath.Ext(r.Path))) &&
		(errors.Is(r.Err, model.ErrDamaged) || errors.Is(r.Err, model.ErrBinary))
}

// fileAt returns a file to read again. If it is gone, reading it returns the error.
func fileAt(path string) listing.File {
	f := listing.File{Path: path}
	if info, err := os.Stat(path); err == nil {
		f.Size = info.Size()
	}
	return f
}
