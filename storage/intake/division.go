package intake

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/calendar"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/record"
)

// Analysts may correct the division of a text into articles in the preview. The
// divided text is a plain file, the text that a format found in a file, or the
// joined records of a page. Its name is the path of its file, followed by the part
// if the file holds several texts: "mail.eml/clips.docx".

// between separates the records of a page when they are joined to one text.
const between = "\n\n"

// known returns the spans that an analyst set for the articles in the text with
// that name. It returns false if an analyst set none.
func (c *conversion) known(text string) ([]model.Span, bool) {
	if c.opts.Division == nil {
		return nil, false
	}
	return c.opts.Division(text)
}

func (c *conversion) allBlocks() bool { return c.opts.AllBlocks != nil && c.opts.AllBlocks(c.path) }

// articles returns the articles of a text: those in export, or those that an
// analyst set. If an analyst asked for all blocks, it adds those that export leaves
// out. asides are the spans that the format sets aside, as byte offsets in the
// text.
func (c *conversion) articles(name, text string, asides []model.Span, export exported) (exported, error) {
	if spans, ok := c.known(name); ok {
		size := lineBytes(text)
		if err := c.room.Take(size); err != nil {
			return exported{}, err
		}
		defer c.room.Give(size)
		export = exported{record.At(text, spans, calendar.LeadingDay)}
		export.setAside(asides)
		return export, nil
	}
	if c.allBlocks() {
		export.takeLeft()
	}
	return export, nil
}

// setAside adds to each record the asides within it, unless the record already has
// asides.
func (e *exported) setAside(asides []model.Span) {
	for i := range e.Records {
		rec := &e.Records[i]
		if rec.Asides != nil {
			continue
		}
		for _, s := range asides {
			if s.Start >= rec.Span.Start && s.End <= rec.Span.End {
				rec.Asides = append(rec.Asides, record.Aside{Span: s, Tail: true})
			}
		}
	}
}

// takeLeft makes records of the texts that were left out although they may be
// articles.
func (e *exported) takeLeft() {
	e.Missing = slices.DeleteFunc(e.Missing, func(m record.Missing) bool {
		if m.Left == (model.Span{}) {
			return false
		}
		e.Records = append(e.Records, record.Record{Span: m.Left})
		return true
	})
	slices.SortFunc(e.Records, func(a, b record.Record) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
}

// stretches returns the texts of a file, and the stretch of the file from which
// each comes. If an analyst has divided the joined records of a page, it returns
// the analyst's records. If dividable is false, as for tables and books, the
// stretches name no text that an analyst could divide.
func (c *conversion) stretches(texts []article.Text, dividable bool) (out []article.Text, all []model.Stretch) {
	for len(texts) > 0 {
		n := 1
		if strings.HasPrefix(texts[0].Record, "1 of ") { // if a page has a main article, its other blocks are numbered from 2
			for n < len(texts) && texts[n].Record != "" && base(texts[n].Part) == base(texts[0].Part) {
				n++
			}
		}
		if n > 1 {
			some, stretches := c.pageRecords(texts[:n])
			out, all = append(out, some...), append(all, stretches...)
		} else {
			s := model.Stretch{File: c.path, Span: model.Span{End: len(texts[0].Text)}}
			if dividable {
				s.Text = c.path + texts[0].Part
			}
			out, all = append(out, texts[0]), append(all, s)
		}
		texts = texts[n:]
	}
	return out, all
}

// base returns the name of a part without the number of the record at its end, or
// "" if it has no number.
func base(part string) string { return part[:max(0, strings.LastIndexByte(part, '#'))] }

// pageRecords returns the records of a page, and their stretches of the joined
// text. If an analyst has divided that text, it returns the analyst's records. Such
// a record has the metadata of the record of the page that begins at the same byte,
// if there is one.
func (c *conversion) pageRecords(texts []article.Text) ([]article.Text, []model.Stretch) {
	name := c.path + base(texts[0].Part)
	spans, at := make([]model.Span, len(texts)), 0
	said, whole := map[int]model.Metadata{}, make([]string, len(texts))
	for i, t := range texts {
		spans[i] = model.Span{Start: at, End: at + len(t.Text)}
		said[at], whole[i] = t.Metadata, t.Text
		at = spans[i].End + len(between)
	}
	if known, ok := c.known(name); ok {
		text, part := strings.Join(whole, between), base(texts[0].Part)
		spans, texts = spans[:0], nil
		for _, s := range known {
			s.End = min(s.End, len(text))
			if s.Start < 0 || s.Start >= s.End || strings.TrimSpace(s.Of(text)) == "" {
				continue
			}
			spans = append(spans, s)
			texts = append(texts, article.Text{Text: s.Of(text), Metadata: said[s.Start]})
		}
		for i := range texts {
			texts[i].Record = strconv.Itoa(i+1) + " of " + strconv.Itoa(len(texts))
			if texts[i].Part = part; len(texts) > 1 {
				texts[i].Part += "#" + strconv.Itoa(i+1)
			}
		}
	}
	all := make([]model.Stretch, len(texts))
	for i := range texts {
		all[i] = model.Stretch{File: c.path, Text: name, Span: spans[i]}
	}
	return texts, all
}

// Left returns the number of blocks that look like articles but were not imported;
// see Options.AllBlocks. err is the error that came with the documents. rest is err
// without the errors that count such blocks, or nil if it has no others.
func Left(err error) (blocks int, rest error) {
	var inner []error
	switch e := err.(type) {
	case nil:
		return 0, nil
	case article.LeftOut:
		if e.Blocks > 0 {
			return e.Blocks, nil
		}
		blocks, rest = Left(e.Err)
		if blocks > 0 && rest != nil {
			rest = article.LeftOut{Part: e.Part, Err: rest}
		}
	case interface{ Unwrap() []error }:
		inner = e.Unwrap()
	default:
		inner = []error{errors.Unwrap(err)}
	}
	for _, one := range inner {
		n, other := Left(one)
		blocks, rest = blocks+n, errors.Join(rest, other)
	}
	if blocks == 0 {
		return 0, err
	}
	return blocks, rest
}
