package windowtest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/results"
	"assay.app/assay/model/segment"
	"assay.app/assay/ui/project"
)

// Desk is a project.Desk that holds projects in memory, by path. It writes an empty
// file at the path of each project, because the window expects a file there. Except
// in the sample corpus, each imported file becomes an English article without a
// title.
type Desk struct {
	Book model.Codebook         // the codebook of projects that Create makes; the default if nil
	Sets map[string][]edit.Edit // by path of an annotation set: the edits that loading it makes

	Arrivals map[string]*Arrival // the files of other programs, by path

	Codebooks map[string]model.Codebook // the files of codebooks, by path
	books     sync.Mutex                // guards Codebooks

	// Newer, if set, reports whether an article of a preview is offered as a newer version of
	// another one, which is in the project or in the same preview.
	Newer func(draft, of model.Article) bool

	Library  Library                    // the profiles that the analyst keeps
	Profiled map[string][]model.Profile // the files of profiles, by path
	profiles sync.Mutex                 // guards Library and Profiled

	Reports Reports // the templates of reports

	t        *testing.T
	home     string
	projects map[string]*modeltest.Store
}

var _ project.Desk = (*Desk)(nil)

// NewDesk returns a desk without projects.
func NewDesk(t *testing.T) *Desk {
	return &Desk{t: t, home: t.TempDir(), projects: map[string]*modeltest.Store{}, Sets: map[string][]edit.Edit{}, Arrivals: map[string]*Arrival{}, Codebooks: map[string]model.Codebook{}, Profiled: map[string][]model.Profile{}, Reports: Reports{}}
}

// Open implements project.Desk.
func (d *Desk) Open(path string, o project.Opening) (project.Project, error) {
	store := d.projects[path]
	if store == nil {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	store.Closed = false
	return &openProject{desk: d, store: store, path: path, notify: o.Notify, sets: d.Sets}, nil
}

// Create implements project.Desk.
func (d *Desk) Create(path string, o project.Opening) (project.Project, error) {
	book := d.Book
	if o.Codebook != nil {
		book = o.Codebook
	}
	d.Make(path, book)
	return d.Open(path, o)
}

// Make makes an empty project with a codebook, or with the default codebook if book
// is nil.
func (d *Desk) Make(path string, book model.Codebook) {
	if err := os.WriteFile(path, nil, 0o600); err != nil {
		d.t.Fatal(err)
	}
	store := modeltest.NewStore(d.t)
	store.ID, store.Book = path, book
	d.projects[path] = store
}

// Backups implements project.Desk. It returns no backups.
func (d *Desk) Backups(string) ([]model.Backup, error) { return nil, nil }

// GoodBackup implements project.Desk. It finds no backup.
func (d *Desk) GoodBackup(context.Context, string) (model.Backup, bool, error) {
	return model.Backup{}, false, nil
}

// errNotHere is the error of operations that are not implemented for projects in
// memory.
var errNotHere = errors.New("a project in memory cannot do this")

// Restore implements project.Desk.
func (d *Desk) Restore(context.Context, string, string) error { return errNotHere }

// Rename implements project.Desk.
func (d *Desk) Rename(path, to string) error {
	if _, err := os.Stat(to); err == nil {
		return fmt.Errorf("rename %s: %w", path, fs.ErrExist)
	}
	d.projects[to] = d.projects[path]
	delete(d.projects, path)
	return os.Rename(path, to)
}

// Recover implements project.Desk.
func (d *Desk) Recover(context.Context, string, string) (results.Recovery, error) {
	return results.Recovery{}, errNotHere
}

// CodebookFormats implements project.Desk.
func (d *Desk) CodebookFormats() model.ExchangeFormats {
	return model.ExchangeFormats{{Ext: ".json", Loads: true}, {Ext: ".qdc", Loads: true}}
}

// ReadCodebook implements project.Desk.
func (d *Desk) ReadCodebook(path string) (model.Codebook, error) {
	d.books.Lock()
	defer d.books.Unlock()
	book, there := d.Codebooks[path]
	if !there {
		return nil, &fs.PathError{Op: "open", Path: path, Err: fs.ErrNotExist}
	}
	return book, nil
}

// WriteCodebook implements project.Desk.
func (d *Desk) WriteCodebook(path string, book model.Codebook) error {
	d.books.Lock()
	defer d.books.Unlock()
	d.Codebooks[path] = book
	return nil
}

// Importable implements project.Desk.
func (d *Desk) Importable(name string) bool { return filepath.Ext(name) == ".txt" }

// Sample implements project.Desk.
func (d *Desk) Sample() ([]string, error) { return []string{filepath.Join(d.home, sampleName)}, nil }

// ProjectFor implements project.Desk.
func (d *Desk) ProjectFor(paths []string) (path string, there bool, err error) {
	path = filepath.Join(d.home, filepath.Base(paths[0])+" project"+model.ProjectExt)
	return path, d.projects[path] != nil, nil
}

// Preview implements project.Desk.
func (d *Desk) Preview(_ context.Context, paths []string, _ []draft.Mapping, _ func(draft.Step)) (*draft.Preview, draft.Rereader, error) {
	p, err := d.preview(paths, nil)
	return p, nil, err
}

// preview returns a preview of the articles at the paths. Articles that are in
// store are marked as known; store may be nil.
func (d *Desk) preview(paths []string, store *modeltest.Store) (*draft.Preview, error) {
	docs, err := documentsAt(paths)
	p := &draft.Preview{}
	for _, doc := range docs {
		p.Drafts = append(p.Drafts, &draft.Article{
			Path: doc.ImportPath, File: doc.ImportPath, Article: doc.Article, Sentences: len(doc.Sentences()),
			Opening: doc.Excerpt, Known: store != nil && store.Find(doc.ID) != nil,
		})
	}
	p.PairTwins()
	if d.Newer != nil {
		d.offer(p, store)
	}
	return p, err
}

// offer offers drafts as newer versions; see Desk.Newer.
func (d *Desk) offer(p *draft.Preview, store *modeltest.Store) {
	for _, a := range p.Drafts {
		for _, other := range p.Drafts {
			if other != a && d.Newer(a.Article, other.Article) {
				a.Offer = draft.Offer{Of: other.Article, SameAddress: true, Alike: 0.87}
			}
		}
		if store == nil {
			continue
		}
		for _, doc := range store.Docs {
			if !doc.Removed && doc.ID != a.Article.ID && d.Newer(a.Article, doc.Article) {
				a.Offer = draft.Offer{Of: doc.Article, InProject: true, SameAddress: true, Alike: 0.87}
			}
		}
	}
}

// documentsAt returns the articles in files and folders.
func documentsAt(paths []string) (docs []*model.Document, err error) {
	for _, path := range paths {
		if folder := filepath.Base(path); folder == sampleName || filepath.Base(filepath.Dir(path)) == sampleName {
			for _, doc := range Sample() {
				if folder == sampleName || doc.ImportPath == path {
					docs = append(docs, doc)
				}
			}
			continue
		}
		err = errors.Join(err, filepath.WalkDir(path, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			text, err := os.ReadFile(path)
			if err == nil {
				docs = append(docs, document(path, string(text)))
			}
			return err
		}))
	}
	return docs, err
}

// document returns an article with the given text and import path.
func document(path, text string) *model.Document {
	sum := sha256.Sum256([]byte(text))
	doc := &model.Document{Text: text, Article: model.Article{
		ID: model.ArticleIDOf(sum), Metadata: model.Metadata{Language: "en"}, Excerpt: model.Excerpt(text),
		SHA256: hex.EncodeToString(sum[:]), Encoding: "UTF-8", Size: len(text), ImportPath: path,
		ImportedAt: time.Date(2031, 3, 14, 8, 0, 0, 0, time.UTC),
	}}
	doc.Paragraphs = segment.Paragraphs(text)
	for i, p := range doc.Paragraphs {
		for _, s := range segment.Sentences("en", p.Of(text)) {
			span := model.Span{Start: p.Start + s.Start, End: p.Start + s.End}
			doc.Units = append(doc.Units, model.Unit{Span: span, Paragraph: i})
		}
	}
	return doc
}

// wanted reads the wanted articles of a preview from their files. It returns an
// error if a file has changed since the preview.
func wanted(p *draft.Preview) (docs []*model.Document, err error) {
	for _, a := range p.Wanted() {
		all, err := documentsAt([]string{a.File})
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(all, func(doc *model.Document) bool { return doc.ID == a.Article.ID })
		if i < 0 {
			return nil, fmt.Errorf("%s has changed since the preview", a.Path)
		}
		all[i].Metadata, all[i].ImportPath = a.Article.Metadata, a.ShownPath()
		docs = append(docs, all[i])
	}
	return docs, nil
}
