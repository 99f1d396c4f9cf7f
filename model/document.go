package model

import "slices"

// Document is an article with its text, its units, and the analysts' labels and
// notes.
type Document struct {
	Article
	Text string // the imported text, decoded to UTF-8; it never changes
	Structure
	Annotations map[Span][]Annotation // by sentence, at most one for each analyst, sorted by analyst
	Notes       []Note                // on the article and its sentences, in the order of SortNotes
	Records     map[Key]any           // records of all other kinds about the article, as package record declares them

	// RunnerUp is the second most likely encoding, if an import guessed the
	// encoding of the file. It is not stored.
	RunnerUp string
	// Within is the part of a file from which an import made the article. It is not
	// stored.
	Within Stretch
}

// Stretch is a part of a text in a file to be imported.
type Stretch struct {
	File string // the import path of the file, which may be inside an archive
	Text string // the path of the text, under which draft.Divisions holds its corrections; "" for a text that cannot be divided, such as a row of a table
	Span Span   // in bytes of that text
}

// Annotation returns the analyst's annotation of the sentence, and false if there
// is none.
func (d *Document) Annotation(sentence Span, analyst string) (Annotation, bool) {
	list := d.Annotations[sentence]
	at, found := slices.BinarySearchFunc(list, analyst, func(a Annotation, name string) int {
		return compare(a.Analyst, name)
	})
	if !found {
		return Annotation{}, false
	}
	return list[at], true
}

// SetAnnotation sets the analyst's annotation of the sentence, or removes it if a
// is nil.
func (d *Document) SetAnnotation(sentence Span, analyst string, a *Annotation) {
	list := slices.DeleteFunc(slices.Clone(d.Annotations[sentence]), func(old Annotation) bool {
		return old.Analyst == analyst
	})
	if a != nil {
		at, _ := slices.BinarySearchFunc(list, a.Analyst, func(e Annotation, name string) int {
			return compare(e.Analyst, name)
		})
		list = slices.Insert(list, at, *a)
	}
	if len(list) == 0 {
		delete(d.Annotations, sentence)
		return
	}
	if d.Annotations == nil {
		d.Annotations = make(map[Span][]Annotation)
	}
	d.Annotations[sentence] = list
}

// SetNote puts n in place of the note with the given id. It adds n if there is no
// such note, and removes the note if n is nil.
func (d *Document) SetNote(id string, n *Note) { d.Notes = SetNote(d.Notes, id, n) }

// SetNote returns a copy of notes in which n replaces the note with the given id.
// If there is no such note, n is added; if n is nil, the note is removed. Notes
// must be in the order of SortNotes, and the copy is too.
func SetNote(notes []Note, id string, n *Note) []Note {
	notes = slices.DeleteFunc(slices.Clone(notes), func(old Note) bool { return old.ID == id })
	if n != nil {
		notes = append(notes, *n)
		SortNotes(notes)
	}
	return notes
}

// SortNotes orders notes by creation time, then id.
func SortNotes(notes []Note) {
	slices.SortFunc(notes, func(a, b Note) int {
		if c := a.Created.Compare(b.Created); c != 0 {
			return c
		}
		return compare(a.ID, b.ID)
	})
}

// NotesOn returns the document's notes on the target.
func (d *Document) NotesOn(t NoteTarget) []Note {
	var out []Note
	for _, n := range d.Notes {
		if n.Target.Same(t) {
			out = append(out, n)
		}
	}
	return out
}

// ProgressOf counts the document's sentences by the labels of one analyst, and its
// notes by anyone. It ignores annotations on spans that are no longer sentences.
func (d *Document) ProgressOf(analyst string) Progress {
	p := Progress{Labelled: map[LabelKey]int{}, Notes: len(d.Notes)}
	for _, u := range d.Units {
		if u.Kind != UnitSentence {
			continue
		}
		p.Sentences++
		if a, ok := d.Annotation(u.Span, analyst); ok {
			p.Labelled[a.Label]++
		}
	}
	return p
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}
