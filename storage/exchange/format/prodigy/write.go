package prodigy

import (
	"context"
	"io"
	"slices"
	"strconv"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// write writes a project as JSON Lines.
func write(ctx context.Context, w io.Writer, c *peer.Corpus) error {
	options := optionsOf(c.Project.Codebook)
	tasks := peer.Encoded(ctx, c, func() func(*peer.Page) ([]byte, error) {
		return func(p *peer.Page) ([]byte, error) { return encode(p, options), nil }
	})
	for raw, err := range tasks {
		if err == nil {
			_, err = w.Write(raw)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// optionsOf returns the labels that can be assigned as a field with the comma before it.
func optionsOf(book model.Codebook) []byte {
	out := []byte(`,"options":[`)
	for i, l := range book.Current() {
		if i > 0 {
			out = append(out, ',')
		}
		out = schema.AppendText(append(out, `{"id":`...), string(l.Key))
		out = schema.AppendText(append(out, `,"text":`...), l.Called())
		out = append(out, '}')
	}
	return append(out, ']')
}

// encode returns the tasks of an article. Excluded passages and detached spans have tasks only if
// somebody says something of them.
func encode(p *peer.Page, options []byte) []byte {
	meta := p.MetaOf().Append(nil)
	out := make([]byte, 0, 2*len(p.Text)+len(p.Units)*(len(meta)+len(options)+160))
	for _, list := range [][]peer.Unit{p.Units, p.Detached} {
		for i := range list {
			u := &list[i]
			names := analystsOf(u)
			if len(names) == 0 && u.IsSentence() {
				out = append(head(out, p, u, meta, options), "}\n"...)
			}
			for _, name := range names {
				out = append(said(head(out, p, u, meta, options), u, name), "}\n"...)
			}
		}
	}
	return out
}

func head(out []byte, p *peer.Page, u *peer.Unit, meta, options []byte) []byte {
	out = schema.AppendText(append(out, `{"text":`...), u.Span.Of(p.Text))
	out = append(append(out, `,"meta":`...), meta...)
	out = schema.AppendText(append(out, `,"sentence":`...), u.ID)
	return append(append(out, `},"_view_id":"choice"`...), options...)
}

// analystsOf returns who says something of a unit, sorted.
func analystsOf(u *peer.Unit) (names []string) {
	for _, a := range u.Labels {
		names = append(names, a.Analyst)
	}
	for _, n := range u.Notes {
		names = append(names, n.Analyst)
	}
	for _, g := range u.Phrases {
		names = append(names, g.Analyst)
	}
	for _, g := range u.Grades {
		names = append(names, g.Analyst)
	}
	for _, a := range u.Attributions {
		names = append(names, a.Analyst)
	}
	for _, m := range u.Mentions {
		names = append(names, m.Analyst)
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// said appends what an analyst says of a unit.
func said(out []byte, u *peer.Unit, analyst string) []byte {
	at := slices.IndexFunc(u.Labels, func(a model.Annotation) bool { return a.Analyst == analyst })
	if at >= 0 {
		out = schema.AppendText(append(out, `,"accept":[`...), string(u.Labels[at].Label))
		out = append(out, `],"answer":"accept","_timestamp":`...)
		out = strconv.AppendInt(out, u.Labels[at].At.Unix(), 10)
	} else {
		out = append(out, `,"accept":[],"answer":"ignore"`...)
	}
	out = schema.AppendText(append(out, `,"_annotator_id":`...), analyst)
	out = schema.AppendText(append(out, `,"_session_id":`...), analyst)
	out = list(out, "notes", u.Notes, func(n model.Note) bool { return n.Analyst == analyst }, func(out []byte, n model.Note) []byte {
		out = schema.AppendText(append(out, `{"id":`...), n.ID)
		out = schema.AppendText(append(out, `,"text":`...), n.Text)
		out = append(out, `,"time":"`...)
		return append(n.Updated.UTC().AppendFormat(out, time.RFC3339Nano), `"}`...)
	})
	out = list(out, "phrases", u.Phrases, func(g peer.Given) bool { return g.Analyst == analyst }, func(out []byte, g peer.Given) []byte {
		return schema.AppendText(out, g.Name)
	})
	for _, g := range u.Grades {
		if g.Analyst == analyst {
			out = schema.AppendText(append(out, `,"grade":`...), g.Grade.String())
			out = schema.AppendText(append(out, `,"basis":`...), g.Basis)
		}
	}
	for _, a := range u.Attributions {
		if a.Analyst == analyst {
			out = schema.AppendText(append(out, `,"attribution":{"voice":`...), a.Name)
			out = schema.AppendText(append(out, `,"mode":`...), string(a.Mode))
			out = schema.AppendText(append(out, `,"cue":`...), a.Cue)
			out = append(schema.AppendText(append(out, `,"via":`...), a.Via), '}')
		}
	}
	return list(out, "mentions", u.Mentions, func(m peer.Mention) bool { return m.Analyst == analyst }, func(out []byte, m peer.Mention) []byte {
		out = schema.AppendText(append(out, `{"id":`...), string(m.Statement))
		out = schema.AppendText(append(out, `,"statement":`...), m.Title)
		return append(schema.AppendText(append(out, `,"stance":`...), string(m.Stance)), '}')
	})
}

// list appends a field with the chosen items of a list, unless there are none.
func list[T any](out []byte, name string, all []T, chosen func(T) bool, item func([]byte, T) []byte) []byte {
	first := true
	for _, one := range all {
		if !chosen(one) {
			continue
		}
		if first {
			out = append(append(append(out, `,"`...), name...), `":[`...)
		} else {
			out = append(out, ',')
		}
		out, first = item(out, one), false
	}
	if !first {
		out = append(out, ']')
	}
	return out
}
