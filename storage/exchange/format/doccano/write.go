package doccano

import (
	"context"
	"io"
	"slices"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// write writes a project as JSON Lines.
func write(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	lines := peer.Encoded(ctx, c, func() func(*peer.Page) ([]byte, error) {
		return func(p *peer.Page) ([]byte, error) { return encode(p), nil }
	})
	for raw, err := range lines {
		if err == nil {
			_, err = w.Write(raw)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// labelled is a span with a label.
type labelled struct {
	at    model.Span // in bytes
	label model.LabelKey
}

// line is a line of the file: labels of one analyst that do not overlap.
type line struct {
	analyst string
	spans   []labelled
}

// encode returns the lines of an article. An article without labels has one line.
func encode(p *peer.Page) []byte {
	lines := linesOf(p)
	if len(lines) == 0 {
		lines = []line{{}}
	}
	counts := offset.NewTable(p.Text, offset.Reading{Unit: offset.UTF16})
	out := make([]byte, 0, len(lines)*(len(p.Text)+len(p.Text)/8+512))
	for _, l := range lines {
		out = schema.AppendText(append(out, `{"text":`...), p.Text)
		out = appendSpans(append(out, `,"label":`...), l.spans, counts)
		meta := p.MetaOf()
		meta.Analyst = l.analyst
		out = meta.Append(append(out, `,"meta":`...))
		if len(l.spans) > 0 {
			out = appendSpans(append(out, `,"written":`...), l.spans, counts)
		}
		out = append(out, "}}\n"...)
	}
	return out
}

func appendSpans(out []byte, spans []labelled, counts *offset.Table) []byte {
	out = append(out, '[')
	for i, s := range spans {
		if i > 0 {
			out = append(out, ',')
		}
		out = strconv.AppendInt(append(out, '['), int64(counts.Of(s.at.Start)), 10)
		out = strconv.AppendInt(append(out, ','), int64(counts.Of(s.at.End)), 10)
		out = schema.AppendText(append(out, ','), string(s.label))
		out = append(out, ']')
	}
	return append(out, ']')
}

// linesOf returns the labels of an article by analyst, in the order of their names.
func linesOf(p *peer.Page) []line {
	by, names := map[string][]labelled{}, []string{}
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			for _, a := range list[i].Labels {
				if by[a.Analyst] == nil {
					names = append(names, a.Analyst)
				}
				by[a.Analyst] = append(by[a.Analyst], labelled{list[i].Span, a.Label})
			}
		}
	}
	slices.Sort(names)
	var lines []line
	for _, name := range names {
		spans := by[name]
		slices.SortStableFunc(spans, func(a, b labelled) int { return a.at.Compare(b.at) })
		for len(spans) > 0 {
			var now, later []labelled
			end := 0
			for _, s := range spans {
				if s.at.Start < end {
					later = append(later, s)
					continue
				}
				now, end = append(now, s), s.at.End
			}
			lines, spans = append(lines, line{name, now}), later
		}
	}
	return lines
}
