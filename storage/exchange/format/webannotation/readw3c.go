package webannotation

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/loose"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// deepest is the greatest number of levels of lists of bodies, targets and selectors.
const deepest = 4

// readW3C reads annotations: one, a list, a page, or a collection with its pages.
func readW3C(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	name, data, err := files.First(".jsonld", ".json")
	if err != nil {
		return nil, err
	}
	r := newReader(offset.CodePoints)
	err = loose.Walk(data, []string{"items", "first.items", "@graph"}, func(n int, a loose.Value) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.w3c(a, deepest); err != nil {
			return fmt.Errorf("annotation %d: %w", n, err)
		}
		return nil
	})
	if err == nil {
		err = r.finish()
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r.batch, nil
}

// w3c reads an annotation, or the annotations of a page or a collection.
func (r *reader) w3c(a loose.Value, depth int) error {
	kinds := a.Get("type", "@type").Texts()
	is := func(kind string) bool { return slices.Contains(kinds, kind) || slices.Contains(kinds, "oa:"+kind) }
	switch {
	case !a.IsObject():
		return model.Damaged("it is not an object")
	case is("AnnotationPage") || is("AnnotationCollection"):
		items := a.Get("items")
		if items.IsNull() {
			items = a.Get("first").Get("items")
		}
		if items.IsNull() && a.Get("first").IsText() {
			return model.Damaged("its pages are in other files; put the annotations of all pages in one list")
		}
		for _, one := range items.List() {
			if depth == 0 {
				return model.Damaged("more than %d pages are nested", deepest)
			}
			if err := r.w3c(one, depth-1); err != nil {
				return err
			}
		}
		return nil
	case a.Get("target").IsNull():
		if len(kinds) > 0 && !is("Annotation") {
			return nil // something that a graph describes beside annotations
		}
		return model.Damaged("%s has no target", cmp.Or(a.Get("id", "@id").Text(), "it"))
	}
	id := a.Get("id", "@id").Text()
	marks := r.bodies(a)
	for _, target := range a.Get("target").List() {
		if err := r.on(id, target, marks, depth); err != nil {
			return err
		}
	}
	return nil
}

// on adds the marks of an annotation to a target.
func (r *reader) on(id string, target loose.Value, marks []peer.Mark, depth int) error {
	if items := target.Get("items", "members"); !items.IsNull() && depth > 0 {
		for _, one := range items.List() {
			if err := r.on(id, one, marks, depth-1); err != nil {
				return err
			}
		}
		return nil
	}
	source := target.Get("source")
	about := source
	if source.IsNull() {
		about = target
	}
	address := cmp.Or(about.Get("id", "@id").Text(), about.Text())
	kinds := about.Get("type", "@type").Texts()
	article := articleNamed(cmp.Or(id, address))
	switch kind, parts := parseName(address); {
	case address == "":
		return model.Damaged("%s has a target without an address", cmp.Or(id, "it"))
	case kind == "outlet" && len(parts) > 0:
		for _, m := range marks {
			m.Outlet = cmp.Or(about.Get("schema:name").Text(), parts[0])
			m.At = id
			r.batch.Outlets = append(r.batch.Outlets, m)
		}
		return nil
	case article == "":
		article = articleNamed(address)
	}
	for _, kind := range []string{"Image", "Video", "Sound", "Audio", "Dataset"} {
		if slices.Contains(kinds, kind) || slices.Contains(kinds, "dctypes:"+kind) {
			r.counts["left out: %d annotations on pictures, sounds, films and tables"]++
			return nil
		}
	}
	selectors, where := target.Get("selector"), address
	if at := strings.IndexByte(address, '#'); at > 0 && isWeb(address) {
		where = address[:at] // the fragment selects a part
	}
	t := r.target(article, where)
	r.describe(t, about)
	s := selected(selectors, deepest)
	s.other = s.other || where != address
	if about.Get(textTerm).IsNull() {
		r.add(t, id, marks, s)
	}
	return nil
}

// describe takes what a target says of its text.
func (r *reader) describe(t *target, about loose.Value) {
	d := t.doc
	if text := about.Get(textTerm); text.IsText() && d.Text == "" {
		d.Text, d.Name = text.Text(), cmp.Or(about.Get(fileTerm, "schema:headline").Text(), d.Name)
	}
	for _, fact := range peer.Facts(&d.Metadata) {
		if text := about.Get(schemaTerms[fact.Name]); text.IsText() {
			*fact.Text = text.Text()
		}
	}
}

// add adds marks to a target.
func (r *reader) add(t *target, id string, marks []peer.Mark, s selection) {
	if len(marks) == 0 {
		r.counts["left out: %d highlights that say nothing"]++
	}
	for _, m := range marks {
		m.At = id
		t.parts = append(t.parts, &part{Mark: m, selection: s})
	}
}

// bodies returns what an annotation says, a mark for each person who says it.
func (r *reader) bodies(a loose.Value) (marks []peer.Mark) {
	by := personOf(a.Get("creator", "http://purl.org/dc/terms/creator"))
	at := a.Get("modified", "created", "generated").Time()
	noted := at
	if created := a.Get("created").Time(); !created.IsZero() {
		at = created
	}
	index := map[string]int{}
	of := func(analyst string) *peer.Mark {
		i, known := index[analyst]
		if !known {
			i = len(marks)
			index[analyst], marks = i, append(marks, peer.Mark{Analyst: analyst, Time: at})
		}
		return &marks[i]
	}
	kind, parts := parseName(a.Get("id", "@id").Text())
	noteID := ""
	if n := len(parts); (kind == "article" || kind == "outlet") && n > 1 && parts[n-2] == "note" {
		noteID = parts[n-1]
	}
	motivation := a.Get("motivation").Texts()
	each(a.Get("body"), deepest, func(body loose.Value) {
		m := of(cmp.Or(personOf(body.Get("creator")), by))
		before := len(m.Notes)
		r.body(m, body, motivation)
		for i := range m.Notes[before:] {
			n := &m.Notes[before+i]
			n.ID, n.Time = noteID, noted
			if edited := body.Get("modified", "created").Time(); !edited.IsZero() {
				n.Time = edited
			}
		}
	})
	for _, text := range a.Get("bodyValue").Texts() {
		m := of(by)
		m.Notes = append(m.Notes, peer.Note{ID: noteID, Text: text, Time: noted})
	}
	return slices.DeleteFunc(marks, func(m peer.Mark) bool {
		return len(m.Labels)+len(m.Notes)+len(m.Phrases)+len(m.Mentions) == 0 && m.Grade.IsZero() && m.Attribution == nil
	})
}

// each calls do with each body, also with those in choices and lists.
func each(bodies loose.Value, depth int, do func(loose.Value)) {
	for _, body := range bodies.List() {
		if items := body.Get("items", "members"); !items.IsNull() && depth > 0 {
			each(items, depth-1, do)
		} else {
			do(body)
		}
	}
}

// personOf returns the name of the first of several people, or the address if there is no name.
func personOf(by loose.Value) string {
	for _, one := range by.List() {
		address := cmp.Or(one.Get("id", "@id").Text(), one.Text())
		if kind, parts := parseName(address); kind == "analyst" && len(parts) == 1 {
			address = parts[0]
		}
		if name := cmp.Or(one.Get("name", "foaf:name", "nickname").Text(), one.Get("email").Text(), address); name != "" {
			return name
		}
	}
	return ""
}

// body adds what one body says to a mark. Tags are labels; comments, descriptions, replies and links
// are notes.
func (r *reader) body(m *peer.Mark, body loose.Value, motivation []string) {
	address := cmp.Or(body.Get("id", "@id").Text(), body.Get("source").Text(), body.Get("source").Get("id").Text())
	value := body.Get("value", "chars", "cnt:chars").Text()
	text := cmp.Or(value, body.Text(), address)
	purposes := body.Get("purpose").Texts()
	if purposes == nil {
		purposes = motivation
	}
	is := func(purpose string) bool {
		return slices.Contains(purposes, purpose) || slices.Contains(purposes, "oa:"+purpose)
	}
	switch kind, parts := parseName(address); {
	case kind == "label" && len(parts) == 1:
		m.Labels = append(m.Labels, parts[0])
	case kind == "phrase":
		m.Phrases = append(m.Phrases, text)
	case !body.Get("assay:mode").IsNull():
		m.Attribution = &peer.Attribution{
			Name: value, Mode: model.SpeechMode(body.Get("assay:mode").Text()), Cue: body.Get("assay:cue").Text(), Via: body.Get("assay:via").Text(),
		}
	case !body.Get("assay:stance").IsNull():
		m.Mentions = append(m.Mentions, peer.Mention{Title: text, Stance: model.Stance(body.Get("assay:stance").Text())})
	case is("assessing") && gradeOf(text).Valid() && !gradeOf(text).IsZero():
		m.Grade, m.Basis = gradeOf(text), body.Get("assay:basis").Text()
	case text == "":
	case is("tagging") || is("classifying"):
		addNew(&m.Labels, text)
	default:
		m.Notes = append(m.Notes, peer.Note{Text: text})
	}
}

// mostCompared is how many labels of a part are compared with each other, so that a file with very
// many takes linear time.
const mostCompared = 1000

// addNew adds a text to a list that lacks it.
func addNew(list *[]string, text string) {
	if len(*list) > mostCompared || !slices.Contains(*list, text) {
		*list = append(*list, text)
	}
}

// gradeOf returns the grade that a text such as "B2" stands for, and zero for other texts.
func gradeOf(text string) (g model.Grade) {
	g.Source = strings.TrimRight(text, "123456")
	if g.Information = text[len(g.Source):]; !g.Valid() {
		return model.Grade{}
	}
	return g
}
