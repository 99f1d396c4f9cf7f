package doccano

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"assay.app/assay/storage/exchange/bundle"
	"assay.app/assay/storage/exchange/offset"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// read reads a file of doccano, or all files of an export, which has one for each user.
func read(ctx context.Context, files *bundle.Files) (*peer.Batch, error) {
	names := files.Names()
	if !files.Single() {
		names = files.Named(".jsonl", ".json", ".csv")
	}
	if len(names) == 0 {
		return nil, schema.Damagedf("there is no file that ends in .jsonl, .json or .csv")
	}
	r := &reader{batch: &peer.Batch{}, docs: map[string]*peer.Document{}, units: map[offset.Unit]int{}}
	for _, name := range names {
		r.user = ""
		if base := path.Base(name); !files.Single() {
			if r.user = strings.TrimSuffix(base, path.Ext(base)); r.user == "all" {
				r.user = ""
			}
		}
		data, err := files.Read(name)
		if err == nil && strings.EqualFold(path.Ext(name), ".csv") {
			err = r.table(ctx, name, data)
		} else if err == nil {
			err = r.rows(ctx, name, data)
		}
		if err != nil {
			return nil, err
		}
	}
	r.remarks()
	return r.batch, nil
}

type reader struct {
	batch     *peer.Batch
	docs      map[string]*peer.Document // by article and text
	user      string                    // whose file it is, or ""
	units     map[offset.Unit]int       // how many texts have offsets in each unit
	relations int
}

func (r *reader) remarks() {
	for _, u := range []offset.Unit{offset.Graphemes, offset.CodePoints} {
		if n := r.units[u]; n > 0 {
			r.batch.Remark("the offsets of texts (%d) count %s, not %s", n, u, offset.UTF16)
		}
	}
	if r.relations > 0 {
		r.batch.Remark("relations between labels (%d) have no place in a project", r.relations)
	}
}

func (r *reader) rows(ctx context.Context, name string, data []byte) error {
	for o, err := range peer.Objects(name, data) {
		if err == nil {
			err = ctx.Err()
		}
		if err == nil {
			err = r.row(o)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *reader) row(o peer.Object) error {
	text, err := textOf(o)
	if err != nil {
		return err
	}
	meta := peer.ParseMeta(o.Fields["meta"])
	if meta == (peer.Meta{}) {
		rest, err := json.Marshal(o.Fields) // doccano exports what it knows nothing of as further fields
		if err == nil {
			meta = peer.ParseMeta(rest)
		}
	}
	d := r.document(o, meta, text)
	var found []entry
	for _, key := range labelKeys() {
		list, err := entriesOf(o.Fields[key])
		if err != nil {
			return schema.Damagedf("%s: %q %v", o.At, key, err)
		}
		found = append(found, list...)
	}
	var relations []json.RawMessage
	if json.Unmarshal(o.Fields["relations"], &relations) == nil {
		r.relations += len(relations)
	}
	var ours struct {
		Written json.RawMessage `json:"written"`
	}
	if err := json.Unmarshal(o.Fields["meta"], &ours); err != nil {
		ours.Written = nil // the meta of somebody else
	}
	written, err := entriesOf(ours.Written)
	if err != nil {
		written = nil
	}
	r.comments(d, o)
	return r.labels(d, o.At, found, written, meta.Analyst)
}

// textOf returns the text of a row.
func textOf(o peer.Object) (text string, err error) {
	for _, key := range textKeys() {
		raw, has := o.Fields[key]
		if !has {
			continue
		}
		if json.Unmarshal(raw, &text) != nil || text == "" {
			return "", schema.Damagedf("%s: %q is not a text or is empty", o.At, key)
		}
		return text, nil
	}
	return "", schema.Damagedf("%s has no text", o.At)
}

// document returns the document of a text, which several rows may have.
func (r *reader) document(o peer.Object, meta peer.Meta, text string) *peer.Document {
	key := string(meta.Article) + ":" + text
	d := r.docs[key]
	if d == nil {
		d = &peer.Document{Name: cmp.Or(meta.File, meta.Title, o.At), Article: meta.Article, Metadata: meta.Metadata, Text: text}
		r.docs[key] = d
		r.batch.Documents = append(r.batch.Documents, d)
	}
	return d
}

// comments adds what doccano's users wrote about a text: a list of texts, or of objects.
func (r *reader) comments(d *peer.Document, o peer.Object) {
	var list []json.RawMessage
	if json.Unmarshal(o.Fields["Comments"], &list) != nil {
		return
	}
	for i, raw := range list {
		var text string
		var one struct {
			Comment string `json:"comment"`
		}
		if json.Unmarshal(raw, &text) != nil && json.Unmarshal(raw, &one) == nil {
			text = one.Comment
		}
		r.comment(d, fmt.Sprintf("%s, comment %d", o.At, i+1), text)
	}
}

func (r *reader) comment(d *peer.Document, at, text string) {
	if text = strings.TrimSpace(text); text != "" {
		d.Marks = append(d.Marks, peer.Mark{At: at, Whole: true, Analyst: r.user, Notes: []peer.Note{{Text: text}}})
	}
}

// labels adds the labels of a row. written are the labels with which Assay wrote it, in UTF-16 code units,
// and analyst is whose they are.
func (r *reader) labels(d *peer.Document, at string, found, written []entry, analyst string) error {
	known := map[entry]bool{}
	for _, e := range written {
		known[e] = true
	}
	var spans []offset.Quoted
	for _, e := range found {
		if e.isSpan && !known[e] {
			spans = append(spans, offset.Quoted{Start: e.start, End: e.end})
		}
	}
	ours := offset.NewTable(d.Text, readings()[0])
	theirs := ours
	if len(spans) > 0 {
		theirs = offset.Best(d.Text, spans, readings()...)
		r.units[theirs.Reading().Unit]++
	}
	for i, e := range found {
		m := peer.Mark{At: fmt.Sprintf("%s, label %d", at, i+1), Whole: !e.isSpan, Analyst: r.user, Labels: []string{e.label}}
		counts := theirs
		if known[e] {
			m.Analyst, counts = analyst, ours
		}
		if e.isSpan {
			span, ok := counts.Span(e.start, e.end)
			if !ok || span.Len() == 0 {
				return schema.Damagedf("%s is from %d to %d, which is no part of a text of %d %s", m.At, e.start, e.end, counts.Len(), counts.Reading().Unit)
			}
			m.Span = span
		}
		d.Marks = append(d.Marks, m)
	}
	return nil
}

// readings returns what offsets may count: the units of JavaScript, as doccano's editor does, graphemes in
// a project with grapheme mode, and code points in files that Python programs made for doccano.
func readings() []offset.Reading {
	return []offset.Reading{{Unit: offset.UTF16}, {Unit: offset.Graphemes}, {Unit: offset.CodePoints}}
}
