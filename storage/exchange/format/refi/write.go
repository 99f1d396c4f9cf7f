package refi

import (
	"bufio"
	"cmp"
	"context"
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/codebook"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// How a project is written
//
// A .qdpx is a ZIP archive with the text of each source in a file of its own and one XML document,
// whose order its schema fixes: users, codes, variables, cases, sources, notes. Memory must not grow
// with the number of articles, so the articles are read once for each part that they have a share in:
// for their texts, then for the cases (which hold the grades of sentences, because only sources and
// cases have variables), for the sources with their selections, and for the notes. The passes for
// cases and notes are left out if there are none.

// writer writes a project.
type writer struct {
	c     *peer.Corpus
	users map[string]string // GUIDs of analysts, by name
	book  model.Codebook
	given []model.Phrase // phrases

	grades, notes bool            // some sentence has a grade; there is a note
	graders       map[string]bool // who graded articles and outlets
	outlets       map[model.OutletID][]peer.Graded
}

// writeProject writes a .qdpx.
func writeProject(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	out := &writer{c: c, users: map[string]string{}, graders: map[string]bool{}, outlets: map[model.OutletID][]peer.Graded{}, book: slices.Clone(c.Project.Codebook), given: slices.Clone(c.Project.Phrases)}
	for _, a := range c.Project.Analysts {
		out.users[a.Name] = codebook.GUID("analyst/" + cmp.Or(a.ID, "named/"+a.Name))
	}
	for _, one := range c.Project.Outlets {
		out.outlets[one.ID] = one.Grades
		out.notes = out.notes || len(one.Notes) > 0
		out.rated(one.Grades)
	}
	return bundle.WriteZIP(w, func(to bundle.Folder) error {
		if err := out.texts(ctx, to); err != nil {
			return err
		}
		file, err := to.Create("project.qde")
		if err != nil {
			return err
		}
		buffered := bufio.NewWriterSize(file, 1<<16)
		if err := out.project(ctx, buffered); err != nil {
			return err
		}
		return buffered.Flush()
	})
}

// texts writes the texts of the sources, and learns what the document will need.
func (o *writer) texts(ctx context.Context, to bundle.Folder) error {
	phrases := map[model.PhraseID]bool{}
	for _, p := range o.given {
		phrases[p.ID] = true
	}
	for p, err := range o.c.Pages(ctx) {
		if err != nil {
			return err
		}
		file, err := to.Create("sources/" + sourceGUID(p) + ".txt")
		if err != nil {
			return err
		}
		text := p.Text
		if len(text) >= 3 && text[:3] == "\uFEFF" {
			text = "\uFEFF" + text // readers take the first one for a byte order mark
		}
		if _, err := io.WriteString(file, text); err != nil {
			return err
		}
		o.notes = o.notes || len(p.Notes) > 0
		o.rated(p.Grades)
		o.list(p.Phrases, phrases)
		for u := range worked(p) {
			o.notes = o.notes || len(u.Notes) > 0
			o.grades = o.grades || len(u.Grades) > 0
			o.list(u.Phrases, phrases)
			for _, a := range u.Labels {
				if o.book.Index(a.Label) < 0 {
					o.book = append(o.book, model.Label{Key: a.Label})
				}
			}
		}
	}
	return nil
}

// rated adds those who graded an article or an outlet.
func (o *writer) rated(grades []peer.Graded) {
	for _, g := range grades {
		o.graders[g.Analyst] = true
	}
}

// list adds phrases that the project no longer lists.
func (o *writer) list(given []peer.Given, listed map[model.PhraseID]bool) {
	for _, g := range given {
		if !listed[g.Phrase] {
			listed[g.Phrase] = true
			o.given = append(o.given, model.Phrase{ID: g.Phrase, Name: g.Name})
		}
	}
}

// worked yields the units with labels, notes, phrases or grades.
func worked(p *peer.Page) func(func(*peer.Unit) bool) {
	return func(yield func(*peer.Unit) bool) {
		for _, list := range [][]peer.Unit{p.Units, p.Detached} {
			for i := range list {
				u := &list[i]
				if len(u.Labels)+len(u.Notes)+len(u.Phrases)+len(u.Grades) > 0 && !yield(u) {
					return
				}
			}
		}
	}
}

func sourceGUID(p *peer.Page) string    { return codebook.GUID("article/" + string(p.ID)) }
func selectionGUID(u *peer.Unit) string { return codebook.GUID("sentence/" + u.ID) }
func noteGUID(n *model.Note) string     { return codebook.GUID("note/" + n.ID) }
func (o *writer) user(analyst string) string {
	if guid := o.users[analyst]; guid != "" || analyst == "" {
		return guid
	}
	return codebook.GUID("analyst/named/" + analyst)
}

// project writes the document.
func (o *writer) project(ctx context.Context, w io.Writer) error {
	if err := o.head(w); err != nil {
		return err
	}
	if o.grades {
		if err := o.part(ctx, w, "Cases", func() func(*fragment, *peer.Page) { return o.cases }); err != nil {
			return err
		}
	}
	if o.c.Len() > 0 {
		if err := o.part(ctx, w, "Sources", func() func(*fragment, *peer.Page) { return o.source }); err != nil {
			return err
		}
	}
	var f fragment
	if o.notes {
		f.open("Notes")
		for _, outlet := range o.c.Project.Outlets {
			for i := range outlet.Notes {
				o.note(&f, &outlet.Notes[i], outlet.Notes[i].Target.Outlet)
			}
		}
		if _, err := w.Write(f); err != nil {
			return err
		}
		if err := o.part(ctx, w, "", func() func(*fragment, *peer.Page) { return o.notesOn }); err != nil {
			return err
		}
		f = f[:0]
		f.end("Notes")
	}
	for _, outlet := range o.c.Project.Outlets {
		for i := range outlet.Notes {
			f.empty("NoteRef", "targetGUID", noteGUID(&outlet.Notes[i]))
		}
	}
	f.end("Project")
	_, err := w.Write(f)
	return err
}

// head writes the beginning of the document, with the users, the codes and the variables.
func (o *writer) head(w io.Writer) error {
	f := fragment(xml.Header)
	p := &o.c.Project
	f.open("Project", "xmlns", "urn:QDA-XML:project:1.0", "name", cmp.Or(p.Name, "Assay"), "origin", cmp.Or(p.Generator, "Assay "+model.Version),
		"creationDateTime", moment(p.Created), "modifiedDateTime", moment(p.Exported))
	if len(p.Analysts) > 0 {
		f.open("Users")
		for _, a := range p.Analysts {
			f.empty("User", "guid", o.user(a.Name), "name", a.Name, "id", a.ID)
		}
		f.end("Users")
	}
	if codes := codebook.Elements(o.book, o.given); len(codes) > 0 {
		f.open("CodeBook")
		f.open("Codes")
		for _, code := range codes {
			text, err := xml.Marshal(code)
			if err != nil {
				return err
			}
			f = append(append(f, text...), '\n')
		}
		f.end("Codes")
		f.end("CodeBook")
	}
	if o.c.Len() > 0 || o.notes {
		f.variables(slices.Sorted(maps.Keys(o.graders)))
	}
	_, err := w.Write(f)
	return err
}

// part writes an element with a share of every article. Without a name, it writes the shares alone.
func (o *writer) part(ctx context.Context, w io.Writer, name string, share func() func(*fragment, *peer.Page)) error {
	var f fragment
	if name != "" {
		f.open(name)
	}
	shares := peer.Encoded(ctx, o.c, func() func(*peer.Page) ([]byte, error) {
		write, size := share(), 1<<10
		return func(p *peer.Page) ([]byte, error) {
			f := make(fragment, 0, size)
			write(&f, p)
			size = max(size, len(f))
			return f, nil
		}
	})
	for text, err := range shares {
		if err != nil {
			return err
		}
		if _, err := w.Write(append(f, text...)); err != nil {
			return err
		}
		f = f[:0]
	}
	if name != "" {
		f.end(name)
	}
	_, err := w.Write(f)
	return err
}

// cases writes a case for each grade of a sentence.
func (o *writer) cases(f *fragment, p *peer.Page) {
	for u := range worked(p) {
		for _, g := range u.Grades {
			f.open("Case", "guid", codebook.GUID("grade/"+u.ID+"/"+g.Analyst), "name", "Grade "+g.Grade.String()+": "+beginning(u.Span.Of(p.Text), 60))
			f.value(analyst, "Text", g.Analyst)
			f.value(reliability, "Text", g.Grade.Source)
			f.value(credibility, "Text", g.Grade.Information)
			f.value(basis, "Text", g.Basis)
			f.value(graded, "DateTime", moment(g.At))
			f.empty("SelectionRef", "targetGUID", selectionGUID(u))
			f.end("Case")
		}
	}
}

// notesOn writes the notes on an article and its sentences.
func (o *writer) notesOn(f *fragment, p *peer.Page) {
	for i := range p.Notes {
		o.note(f, &p.Notes[i], "")
	}
	for u := range worked(p) {
		for i := range u.Notes {
			o.note(f, &u.Notes[i], "")
		}
	}
}

func (o *writer) note(f *fragment, n *model.Note, outlet string) {
	f.open("Note", "guid", noteGUID(n), "name", beginning(n.Text, 60), "creatingUser", o.user(n.Analyst), "creationDateTime", moment(n.Created), "modifiedDateTime", moment(n.Updated))
	f.text("PlainTextContent", n.Text)
	f.value(noteID, "Text", n.ID)
	f.value(outletFact, "Text", outlet)
	f.end("Note")
}

// source writes an article as a source.
func (o *writer) source(f *fragment, p *peer.Page) {
	guid := sourceGUID(p)
	f.open("TextSource", "guid", guid, "name", p.Title(), "plainTextPath", "internal://"+guid+".txt", "creationDateTime", moment(p.Imported))
	table := offset.NewTable(p.Text, offset.Reading{Unit: offset.CodePoints})
	for u := range worked(p) {
		o.selection(f, p, u, table)
	}
	o.codings(f, guid, p.Phrases)
	for i := range p.Notes {
		f.empty("NoteRef", "targetGUID", noteGUID(&p.Notes[i]))
	}
	f.values(p)
	o.ratings(f, p)
	f.end("TextSource")
}

// ratings writes how analysts graded the article or, if they did not, its outlet. They are for the
// reader of the other program: loading the file does not bring them back.
func (o *writer) ratings(f *fragment, p *peer.Page) {
	done := map[string]bool{}
	for _, grades := range [][]peer.Graded{p.Grades, o.outlets[model.OutletIDOf(p.Metadata.Outlet)]} {
		for _, g := range grades {
			if !done[g.Analyst] {
				done[g.Analyst] = true
				f.value(reliabilityBy(g.Analyst), "Text", g.Grade.Source)
			}
		}
	}
}

// selection writes a sentence as a selection with codings.
func (o *writer) selection(f *fragment, p *peer.Page, u *peer.Unit, table *offset.Table) {
	guid := selectionGUID(u)
	f.open("PlainTextSelection", "guid", guid, "name", beginning(u.Span.Of(p.Text), 100),
		"startPosition", strconv.Itoa(table.Of(u.Span.Start)), "endPosition", strconv.Itoa(table.Of(u.Span.End)))
	for _, a := range u.Labels {
		o.coding(f, guid, a.Analyst, moment(a.At), codebook.LabelGUID(a.Label))
	}
	o.codings(f, guid, u.Phrases)
	for i := range u.Notes {
		f.empty("NoteRef", "targetGUID", noteGUID(&u.Notes[i]))
	}
	f.end("PlainTextSelection")
}

// codings writes the phrases that something with a GUID has. Phrases that were joined count once.
func (o *writer) codings(f *fragment, of string, given []peer.Given) {
	for i, g := range given {
		if i > 0 && given[i-1] == g {
			continue
		}
		o.coding(f, of, g.Analyst, "", codebook.PhraseGUID(g.Phrase))
	}
}

func (o *writer) coding(f *fragment, of, analyst, at, code string) {
	f.open("Coding", "guid", codebook.GUID("coding/"+of+"/"+analyst+"/"+code), "creatingUser", o.user(analyst), "creationDateTime", at)
	f.empty("CodeRef", "targetGUID", code)
	f.end("Coding")
}
