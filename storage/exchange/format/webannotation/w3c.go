package webannotation

import (
	"cmp"
	"context"
	"io"
	"slices"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
)

// The layout
//
// The file is an AnnotationCollection with one AnnotationPage. Each article has an annotation without
// a body whose target describes the article, with terms of schema.org and with its text, since
// positions count in that text. It is followed by an annotation for each sentence and analyst, with
// the label, phrases, grade and so on as bodies, and by one for each note:
//
//	{"id": "tag:assay.app,2026:article/73c…/24-72/ana", "type": "Annotation", "motivation": "tagging",
//	 "created": "2026-03-04T05:07:07Z", "creator": {"id": "tag:…:analyst/ana", "type": "Person", "name": "ana"},
//	 "body": [{"id": "tag:…:label/claim", "type": "TextualBody", "purpose": "tagging", "value": "Claim"}],
//	 "target": {"source": "https://…", "selector": [{"type": "TextQuoteSelector", …}, {"type": "TextPositionSelector", …}]}}
//
// The bodies of labels and phrases have ids, which tell them apart and are the same everywhere.

// schemaTerms are the terms of schema.org for the fields of metadata, and Assay's own for those that
// schema.org lacks.
var schemaTerms = map[string]string{
	"title": "schema:headline", "outlet": "schema:publisher", "byline": "schema:author", "dateline": "schema:dateline",
	"published": "schema:datePublished", "url": "schema:url", "language": "language", "publishedAt": "assay:publishedAt",
	"retrieved": "assay:retrieved", "archive": "schema:archivedAt", "section": "schema:articleSection",
}

// The terms for the text and the name of the file of an article.
const (
	textTerm = "schema:articleBody"
	fileTerm = "assay:file"
)

// writeW3C writes an annotation collection.
func writeW3C(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	head := w3c{book: c.Project.Codebook}
	head.begin(&c.Project)
	for i := range c.Project.Outlets {
		head.outlet(&c.Project.Outlets[i])
	}
	total := head.n
	if _, err := w.Write(head.buf); err != nil {
		return err
	}
	type items struct {
		data []byte
		n    int
	}
	before := ""
	if total > 0 {
		before = ",\n"
	}
	for page, err := range peer.Encoded(ctx, c, func() func(*peer.Page) (items, error) {
		e := &w3c{book: c.Project.Codebook}
		return func(p *peer.Page) (items, error) {
			e.article(p)
			return items{slices.Clone(e.buf), e.n}, nil
		}
	}) {
		if err == nil {
			_, err = io.WriteString(w, before)
		}
		if err == nil {
			_, err = w.Write(page.data)
		}
		if err != nil {
			return err
		}
		total, before = total+page.n, ",\n"
	}
	_, err := io.WriteString(w, "\n]},\"total\":"+strconv.Itoa(total)+"}\n")
	return err
}

// w3c appends annotations.
type w3c struct {
	writer
	book   model.Codebook
	source string // the target's source: the address of the article
	n      int    // the number of annotations
	bodies int    // of the annotation that is being written
}

// begin appends the beginning of the collection.
func (w *w3c) begin(p *peer.Project) {
	id := named("project", p.ID)
	w.add(`{"@context":["http://www.w3.org/ns/anno.jsonld",{"assay":"` + names + `"}],"type":"AnnotationCollection"`)
	w.field("id", id)
	w.field("label", p.Name)
	if p.Generator != "" {
		w.add(`,"generator":{"type":"Software"`)
		w.field("name", p.Generator)
		w.add("}")
	}
	w.time("generated", p.Exported)
	w.add(`,"first":{"type":"AnnotationPage","startIndex":0`)
	w.field("id", id+"/page")
	w.add(`,"items":[` + "\n")
}

// annotation appends the beginning of an annotation.
func (w *w3c) annotation(id, motivation string) {
	if w.n++; len(w.buf) > 0 && w.buf[len(w.buf)-1] == '}' {
		w.add(",\n")
	}
	w.add(`{"type":"Annotation"`)
	w.field("id", id)
	w.field("motivation", motivation)
}

// creator appends the analyst.
func (w *w3c) creator(analyst string) {
	w.add(`,"creator":{"type":"Person"`)
	w.field("id", named("analyst", analyst))
	w.field("name", analyst)
	w.add("}")
}

// article replaces the buffer by the annotations of an article.
func (w *w3c) article(p *peer.Page) {
	w.about(p, offset.CodePoints)
	w.n = 0
	id := named("article", string(p.ID))
	w.source = cmp.Or(p.Metadata.URL, id)
	w.annotation(id+"/text", "bookmarking")
	w.add(`,"target":{"type":["Text","schema:NewsArticle"],"format":"text/plain"`)
	w.field("id", id)
	for _, fact := range peer.Facts(&p.Metadata) {
		w.filled(schemaTerms[fact.Name], *fact.Text)
	}
	w.filled(fileTerm, p.File)
	w.field(textTerm, p.Text)
	w.add("}}")
	w.unit(id, &peer.Unit{Phrases: p.Phrases, Notes: p.Notes}, true)
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			w.unit(id, &list[i], false)
		}
	}
}

// unit appends the annotations on a sentence or on the whole article.
func (w *w3c) unit(article string, u *peer.Unit, whole bool) {
	if len(u.Labels)+len(u.Phrases)+len(u.Grades)+len(u.Attributions)+len(u.Mentions)+len(u.Notes) == 0 {
		return
	}
	at := article
	if !whole {
		at += "/" + strconv.Itoa(u.Span.Start) + "-" + strconv.Itoa(u.Span.End)
	}
	target := func() {
		if whole {
			w.field("target", w.source)
			w.add("}")
			return
		}
		w.add(`,"target":{`)
		w.selectors(u.Span)
		w.field("source", w.source)
		w.add("}}")
	}
	byAnalyst(u, func(analyst string, s *said) {
		w.annotation(at+"/said/"+escaped(analyst), "tagging")
		w.time("created", s.time())
		w.creator(analyst)
		w.add(`,"body":[`)
		w.bodies = 0
		w.said(s)
		w.add("]")
		target()
	})
	for i := range u.Notes {
		w.note(article, &u.Notes[i])
		target()
	}
}

// escaped returns a name as a part of an identifier.
func escaped(name string) string { return named("", name)[len(names)+1:] }

// note appends a note up to its target.
func (w *w3c) note(on string, n *model.Note) {
	w.annotation(on+"/note/"+escaped(n.ID), "commenting")
	w.time("created", n.Created)
	if !n.Updated.Equal(n.Created) {
		w.time("modified", n.Updated)
	}
	w.creator(n.Analyst)
	w.add(`,"body":[`)
	w.bodies = 0
	w.body("", "commenting", n.Text)
	w.add("}]")
}

// body appends a body without its closing brace.
func (w *w3c) body(id, purpose, value string) {
	if w.bodies++; w.bodies > 1 {
		w.add(",")
	}
	w.add(`{"type":"TextualBody","format":"text/plain"`)
	w.filled("id", id)
	w.field("purpose", purpose)
	w.field("value", value)
}

// said appends the bodies of what an analyst said.
func (w *w3c) said(s *said) {
	for _, l := range s.labels {
		name := string(l.Label)
		if label, known := w.book.Find(l.Label); known {
			name = label.Name
		}
		w.body(named("label", string(l.Label)), "tagging", name)
		w.add("}")
	}
	for _, p := range s.phrases {
		w.body(named("phrase", string(p.Phrase)), "tagging", p.Name)
		w.add("}")
	}
	for _, g := range s.grades {
		w.body("", "assessing", g.Grade.String())
		w.filled("assay:basis", g.Basis)
		w.add("}")
	}
	for _, a := range s.attributions {
		w.body("", "identifying", a.Name)
		w.field("assay:mode", string(a.Mode))
		w.filled("assay:cue", a.Cue)
		w.filled("assay:via", a.Via)
		w.add("}")
	}
	for _, m := range s.mentions {
		w.body("", "describing", m.Title)
		w.field("assay:stance", string(m.Stance))
		w.add("}")
	}
}

// outlet appends the annotations on an outlet.
func (w *w3c) outlet(o *peer.Outlet) {
	id := named("outlet", string(o.ID))
	target := func() {
		w.add(`,"target":{"type":"schema:Organization"`)
		w.field("id", id)
		w.field("schema:name", o.Name)
		w.add("}}")
	}
	byAnalyst(&peer.Unit{Phrases: o.Phrases}, func(analyst string, s *said) {
		w.annotation(id+"/said/"+escaped(analyst), "tagging")
		w.creator(analyst)
		w.add(`,"body":[`)
		w.bodies = 0
		w.said(s)
		w.add("]")
		target()
	})
	for i := range o.Notes {
		w.note(id, &o.Notes[i])
		target()
	}
}
