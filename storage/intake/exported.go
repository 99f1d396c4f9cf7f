package intake

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/calendar"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/record"
)

// exported is a text divided into the records of an export. It has no records if
// the text is not an export.
type exported struct{ record.Export }

// divide finds the records of an export in a text. It finds none if the text is not
// an export.
func (c *conversion) divide(text string) (exported, error) {
	if !record.Suspect(text) {
		return exported{}, nil
	}
	size := lineBytes(text)
	if err := c.room.Take(size); err != nil {
		return exported{}, err
	}
	defer c.room.Give(size)
	e, _ := record.Divide(text, calendar.LeadingDay)
	if len(e.Records) > article.MaxArticles {
		return exported{}, article.ErrTooMany
	}
	return exported{e}, nil
}

// lineBytes returns the memory to reserve for dividing a text, in bytes.
func lineBytes(text string) int64 { return record.LineBytes * int64(1+lineEnds(text)) }

// lineEnds counts line feeds, or carriage returns if there are no line feeds.
func lineEnds(text string) int {
	if n := strings.Count(text, "\n"); n > 0 {
		return n
	}
	return strings.Count(text, "\r")
}

// exportIn is like divide for a text of a format other than plain text. If an
// analyst has divided the text with that name, exportIn uses that division. It does
// not divide t if t is one record. If t.Whole is an export, exportIn makes it the
// text of t, and keeps only the URL and the time of retrieval of the metadata.
func (c *conversion) exportIn(t *article.Text, name string) (exported, error) {
	if t.Record != "" {
		return exported{record.Export{Records: []record.Record{record.One(t.Text, calendar.LeadingDay, t.Metadata)}}}, nil
	}
	export, err := c.pageOrText(t)
	if err != nil {
		return exported{}, err
	}
	return c.articles(name, t.Text, t.Asides, export)
}

func (c *conversion) pageOrText(t *article.Text) (exported, error) {
	if t.Whole != "" {
		if e, err := c.divide(t.Whole); err != nil || len(e.Records) > 0 {
			t.Text, t.Metadata = t.Whole, model.Metadata{URL: t.Metadata.URL, Retrieved: t.Metadata.Retrieved}
			return e, err
		}
	}
	return c.divide(t.Text)
}

// records makes a document of each record of an export, or one document of a text
// that is not an export. within is the stretch of the file that holds the text.
func (c *conversion) records(t article.Text, export exported, within model.Stretch, source model.Source) (docs []*model.Document, err error) {
	if len(export.Records) == 0 {
		whole := record.Record{Span: model.Span{End: len(t.Text)}, Metadata: t.Metadata}
		for _, s := range t.Asides {
			whole.Asides = append(whole.Asides, record.Aside{Span: s, Tail: true})
		}
		export.Records = []record.Record{whole}
	}
	for i, rec := range export.Records {
		one, stretch := t, within
		one.Text = rec.Span.Of(t.Text)
		if len(export.Records) > 1 || c.several {
			one.Part += "#" + strconv.Itoa(c.before+i+1)
			one.Metadata = model.Metadata{URL: c.origin.URL, Retrieved: c.origin.Saved}
		}
		if day := rec.Metadata.Published; day != "" && strings.HasPrefix(one.Metadata.Published, day) {
			rec.Metadata.Published = one.Metadata.Published // this may have the time of day as well
		}
		one.Metadata = prefer(rec.Metadata, one.Metadata)
		source.Record.ID = rec.Number
		doc := converted(one, c.path, source, c.opts)
		doc.RunnerUp = c.runnerUp
		stretch.Span.End = stretch.Span.Start + rec.Span.End
		stretch.Span.Start += rec.Span.Start
		doc.Within = stretch
		asides := make([]record.Aside, len(rec.Asides))
		for k, a := range rec.Asides {
			a.Span.Start -= rec.Span.Start
			a.Span.End -= rec.Span.Start
			asides[k] = a
		}
		if err := c.describe(doc, asides); err != nil {
			return nil, err
		}
		docs = append(docs, doc)
	}
	return docs, nil
}

// around returns the spans to set aside in a text of size bytes that holds one
// record, including everything around the record.
func (e exported) around(size int) []record.Aside {
	rec := e.Records[0]
	asides := append([]record.Aside{{Span: model.Span{End: rec.Span.Start}}}, rec.Asides...)
	return append(asides, record.Aside{Span: model.Span{Start: rec.Span.End, End: size}, Tail: true})
}

// missing returns what an export lacks as errors of type article.LeftOut, or nil.
func missing(e exported) (left error) {
	for _, m := range e.Missing {
		out := article.LeftOut{Part: "line " + strconv.Itoa(m.Line), Err: fmt.Errorf("%w: %s", model.ErrIncomplete, m.What)}
		if m.Left != (model.Span{}) {
			out.Blocks = 1
		}
		left = errors.Join(left, out)
	}
	return left
}
