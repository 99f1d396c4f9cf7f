package exchange

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake"
)

// checker turns records into what they stand for, and refuses those that
// contradict themselves or one another.
type checker struct {
	articles map[model.ArticleID]bool
	notes    map[string]bool
}

func newChecker() *checker {
	return &checker{articles: map[model.ArticleID]bool{}, notes: map[string]bool{}}
}

// wrongf is an error about what stands in the file.
func wrongf(format string, args ...any) error {
	return fmt.Errorf("%s: %w", fmt.Sprintf(format, args...), model.ErrDamaged)
}

// maxName is the longest name of an analyst, label, outlet or note, in bytes.
// Names are keys in a project, which cannot be of any length.
const maxName = 1 << 10

func checkName(name string) error {
	switch {
	case name == "":
		return wrongf("it is missing")
	case len(name) > maxName:
		return wrongf("it has %d bytes, and %d is the most", len(name), maxName)
	case strings.ContainsFunc(name, unicode.IsControl):
		return wrongf("%q has control characters in it", name)
	}
	return nil
}

func (c *checker) codebook(records []labelRecord) (model.Codebook, error) {
	book := make(model.Codebook, 0, len(records))
	for i, r := range records {
		if err := checkName(string(r.Key)); err != nil {
			return nil, fmt.Errorf("the key of label %d: %w", i, err)
		}
		if _, twice := book.Find(r.Key); twice {
			return nil, wrongf("label %q is there twice", r.Key)
		}
		book = append(book, model.Label(r))
	}
	return book, nil
}

func (c *checker) outlets(records []outletRecord) ([]Outlet, error) {
	seen := map[model.OutletID]bool{}
	out := make([]Outlet, 0, len(records))
	for _, r := range records {
		if err := checkName(r.Name); err != nil {
			return nil, fmt.Errorf("the name of outlet %.80q: %w", r.ID, err)
		}
		if r.ID == "" || r.ID != model.OutletIDOf(r.Name) {
			return nil, wrongf("outlet %q: the id does not belong to the name %q", r.ID, r.Name)
		}
		if seen[r.ID] {
			return nil, wrongf("outlet %q is there twice", r.ID)
		}
		seen[r.ID] = true
		notes, err := c.noteList(r.Notes, model.OnOutlet(r.Name))
		if err != nil {
			return nil, fmt.Errorf("outlet %q: %w", r.ID, err)
		}
		out = append(out, Outlet{Name: r.Name, Notes: notes})
	}
	return out, nil
}

func (c *checker) article(r articleRecord) (Article, error) {
	if err := c.identity(r); err != nil {
		return Article{}, err
	}
	file, err := fileNameOf(r.File, r.FileBytes)
	if err != nil {
		return Article{}, err
	}
	a := Article{HasText: r.Text != nil, Document: &model.Document{Article: model.Article{
		ID: r.ID, Metadata: r.Metadata, SHA256: r.SHA256, Encoding: r.Encoding, Size: r.Length.Bytes,
		ImportPath: file, ImportedAt: r.ImportedAt.UTC(),
	}}}
	if r.Source != nil {
		a.Source = *r.Source
	}
	if a.HasText {
		a.Text = *r.Text
		if err := verifyHash(a.Text, a.Encoding, a.SHA256); err != nil {
			return Article{}, err
		}
	}
	m, err := newMeasure(r)
	if err != nil {
		return Article{}, err
	}
	if a.Structure, err = m.structure(r); err != nil {
		return Article{}, err
	}
	a.Excerpt = excerpt(a.Document)
	if err := c.remarks(a.Document, m, r); err != nil {
		return Article{}, err
	}
	return a, nil
}

// identity checks what names the article.
func (c *checker) identity(r articleRecord) error {
	if !isSHA256(r.SHA256) {
		return wrongf("sha256 %.80q is not 64 hexadecimal digits in lower case", r.SHA256)
	}
	if string(r.ID) != r.SHA256[:model.ArticleIDLen] {
		return fmt.Errorf("the id is not the first %d digits of sha256 %s: %w",
			model.ArticleIDLen, r.SHA256, model.ErrHashMismatch)
	}
	if c.articles[r.ID] {
		return wrongf("the article is there twice")
	}
	c.articles[r.ID] = true
	if r.Encoding == "" {
		return wrongf("it has no encoding")
	}
	if r.Source != nil {
		if err := checkSource(*r.Source, r.Encoding); err != nil {
			return err
		}
	}
	if !dated(r.ImportedAt) {
		return wrongf("it has no importedAt")
	}
	return nil
}

// checkSource checks what a text is said to have been converted from.
func checkSource(s model.Source, encoding string) error {
	switch {
	case checkName(s.Format) != nil:
		return fmt.Errorf("the format of its source: %w", checkName(s.Format))
	case !isSHA256(s.SHA256):
		return wrongf("the sha256 %.80q of its source is not 64 hexadecimal digits in lower case", s.SHA256)
	case encoding != intake.UTF8:
		return wrongf("it was converted, so its encoding is %q and not %.80q", intake.UTF8, encoding)
	}
	return nil
}

func isSHA256(digits string) bool {
	sum, err := hex.DecodeString(digits)
	return err == nil && len(sum) == sha256.Size && isLower(digits)
}

func isLower(digits string) bool {
	return !slices.ContainsFunc([]byte(digits), func(c byte) bool { return 'A' <= c && c <= 'F' })
}

// verifyHash checks that text, written in its encoding, has the SHA-256 given.
func verifyHash(text, encoding, sum string) error {
	raw, err := intake.Encode(text, encoding)
	if err != nil {
		return fmt.Errorf("the text cannot be written as %q (%v): %w", encoding, err, model.ErrHashMismatch)
	}
	if got := sha256.Sum256(raw); hex.EncodeToString(got[:]) != sum {
		return fmt.Errorf("the text has the SHA-256 %x, the set says %s: %w", got, sum, model.ErrHashMismatch)
	}
	return nil
}

// excerpt gives the opening words of the body, after the headline.
func excerpt(doc *model.Document) string {
	for _, u := range doc.Units {
		if u.Kind == model.UnitSentence && doc.Text != "" && u.Span.Of(doc.Text) != doc.Metadata.Title {
			return model.Excerpt(doc.Text[u.Span.Start:])
		}
	}
	return ""
}

// dated reports whether t was given and can be written again in UTC.
func dated(t moment) bool { return !t.IsZero() && t.UTC().Year() <= 9999 }

// remarks puts the annotations and notes of the record into the document.
func (c *checker) remarks(doc *model.Document, m *measure, r articleRecord) error {
	notes, err := c.noteList(r.Notes, model.OnArticle(doc.ID))
	if err != nil {
		return err
	}
	doc.Notes = notes
	for i, s := range r.Sentences {
		if err := c.onSpan(doc, s.Span, s.Annotations, s.Notes); err != nil {
			return fmt.Errorf("sentence %d: %w", i, err)
		}
	}
	for i, s := range r.Asides {
		if err := c.onSpan(doc, s.Span, s.Annotations, s.Notes); err != nil {
			return fmt.Errorf("aside %d: %w", i, err)
		}
	}
	seen := map[model.Span]bool{}
	for i, s := range r.Detached {
		span := s.Span.span()
		if err := m.span(s.Span, s.Text); err != nil {
			return fmt.Errorf("detached %d: %w", i, err)
		}
		if at := doc.UnitAt(span.Start); seen[span] || at >= 0 && doc.Units[at].Span == span {
			return wrongf("detached %d: the stretch %s is there twice", i, span)
		}
		seen[span] = true
		if err := c.onSpan(doc, s.Span, s.Annotations, s.Notes); err != nil {
			return fmt.Errorf("detached %d: %w", i, err)
		}
	}
	model.SortNotes(doc.Notes)
	return nil
}

// onSpan puts what was said about one stretch into the document.
func (c *checker) onSpan(doc *model.Document, at spanRecord, annotations []annotationRecord, notes []noteRecord) error {
	span := at.span()
	for _, a := range annotations {
		if err := checkName(a.Analyst); err != nil {
			return fmt.Errorf("the analyst of an annotation: %w", err)
		}
		if err := checkName(string(a.Label)); err != nil {
			return fmt.Errorf("the label of %q: %w", a.Analyst, err)
		}
		switch _, twice := doc.Annotation(span, a.Analyst); {
		case twice:
			return wrongf("analyst %q gives two labels", a.Analyst)
		case !dated(a.Time):
			return wrongf("the annotation of %q has no time", a.Analyst)
		}
		doc.SetAnnotation(span, a.Analyst, &model.Annotation{Analyst: a.Analyst, Label: a.Label, At: a.Time.UTC()})
	}
	list, err := c.noteList(notes, model.OnSentence(doc.ID, span))
	doc.Notes = append(doc.Notes, list...)
	return err
}

// noteList turns the records of notes about target into notes.
func (c *checker) noteList(records []noteRecord, target model.NoteTarget) ([]model.Note, error) {
	var out []model.Note
	for i, r := range records {
		if err := checkName(r.ID); err != nil {
			return nil, fmt.Errorf("the id of note %d: %w", i, err)
		}
		if err := checkName(r.Analyst); err != nil {
			return nil, fmt.Errorf("the analyst of note %q: %w", r.ID, err)
		}
		switch {
		case c.notes[r.ID]:
			return nil, wrongf("note %q is there twice", r.ID)
		case !r.Grade.Valid():
			return nil, wrongf("note %q has the grade %q; a source is graded A to F, information 1 to 6", r.ID, r.Grade)
		case !dated(r.Created) || !dated(r.Updated):
			return nil, wrongf("note %q does not say when it was made and changed", r.ID)
		}
		c.notes[r.ID] = true
		out = append(out, model.Note{
			ID: r.ID, Target: target, Analyst: r.Analyst, Text: r.Text, Grade: r.Grade,
			Created: r.Created.UTC(), Updated: r.Updated.UTC(),
		})
	}
	model.SortNotes(out)
	return out, nil
}

// labels checks that every label that was given is in the set's codebook.
func (c *checker) labels(set *Set) error {
	for _, a := range set.Articles {
		sentence := 0
		check := func(span model.Span, place string) error {
			for _, said := range a.Annotations[span] {
				if _, ok := set.Codebook.Find(said.Label); !ok {
					return fmt.Errorf("article %s, %s: label %q: %w", a.ID, place, said.Label, model.ErrNoLabel)
				}
			}
			return nil
		}
		for _, u := range a.Units {
			place := "aside " + u.Span.String()
			if u.Kind == model.UnitSentence {
				place = fmt.Sprintf("sentence %d", sentence)
				sentence++
			}
			if err := check(u.Span, place); err != nil {
				return err
			}
		}
		for _, span := range spansInOrder(a.Annotations) {
			if err := check(span, "stretch "+span.String()); err != nil {
				return err
			}
		}
	}
	return nil
}

// spansInOrder gives the keys of m in text order.
func spansInOrder[V any](m map[model.Span]V) []model.Span {
	return slices.SortedFunc(maps.Keys(m), compareSpans)
}

func compareSpans(a, b model.Span) int {
	return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
}
