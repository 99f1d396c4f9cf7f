package intake

import (
	"cmp"
	"errors"
	"slices"
	"strconv"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/record"
)

// How a text is divided into articles can be known better than it is recognised: an
// analyst corrects it in the preview. What is divided is one text: a plain file, the
// text that a format found in one, or the records of a page, one behind the other. It
// is named by the path of its file and, where that holds several texts, the part:
// "mail.eml/clips.docx".

// between is what stands between the records of a page when they are one text.
const between = "\n\n"

// known returns the spans of the articles in a text, where they are known.
func (c *conversion) known(text string) ([]model.Span, bool) {
	if c.opts.Division == nil {
		return nil, false
	}
	return c.opts.Division(text)
}

func (c *conversion) allBlocks() bool { return c.opts.AllBlocks != nil && c.opts.AllBlocks(c.path) }

// articles returns the articles of a text that was divided by its records, or as is
// known of it. Asides are what its format sets aside, in bytes of the text.
func (c *conversion) articles(name, text string, asides []model.Span, export exported) (exported, error) {
	if spans, ok := c.known(name); ok {
		size := lineBytes(text)
		if err := c.room.Take(size); err != nil {
			return exported{}, err
		}
		defer c.room.Give(size)
		export = exported{record.At(text, spans, dayAt)}
		export.setAside(asides)
		return export, nil
	}
	if c.allBlocks() {
		export.takeLeft()
	}
	return export, nil
}

// setAside sets stretches of the text aside in articles of which no head was read.
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

// takeLeft makes records of what was left out and may be an article.
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

// stretches returns the texts of a file, and which stretch of it each is. The records
// of a page are divided as is known of them. Those of a table or book stay as they are.
func (c *conversion) stretches(texts []article.Text, dividable bool) (out []article.Text, all []model.Stretch) {
	for len(texts) > 0 {
		n := 1
		if strings.HasPrefix(texts[0].Record, "1 of ") { // blocks that were left begin with the second
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

// base returns the part of a file without the number of a record in it.
func base(part string) string { return part[:max(0, strings.LastIndexByte(part, '#'))] }

// pageRecords returns the records of a page, at the spans that are known for the text
// that they make one behind the other. A record keeps what the page says of it as long
// as it begins where it did.
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

// Left counts the blocks of a file that look like articles and were not taken, by the
// error that came with those that were; see Options.AllBlocks. It returns what else the
// error says, or nil.
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
