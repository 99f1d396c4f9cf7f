package exchange

import (
	"cmp"
	"encoding/base64"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/schema"
)

// versions has the versions of records by key. The first version of each record stands.
type versions map[model.Key][]record.Held

// stamp returns the stamp of the version of a record that stands, or nil if it is
// unknown.
func (r *recorder) stamp(all versions, key model.Key) *schema.Stamp {
	held := all[key]
	if len(held) == 0 || held[0].Version.Made() {
		return nil
	}
	return r.stampOf(held[0].Version)
}

func (r *recorder) stampOf(v record.Version) *schema.Stamp {
	if v.By != "" {
		v.By = r.names.of(v.By)
		r.others[v.By] = true
	}
	return schema.StampOf(v)
}

// standing returns the content of a record that stands. If the versions are unknown, that
// is own, the content in a document. Otherwise the versions decide, because they may have
// been read before or after the document. standing returns nil if the record was deleted,
// or was made after the versions were read.
func standing[T any](v versions, key model.Key, own *T) *T {
	if v == nil {
		return own
	}
	held := v[key]
	if len(held) == 0 {
		return nil
	}
	content, _ := held[0].Content.(*T)
	return content
}

// loose is a version for which sets have no field of its own.
type loose struct {
	record.Held
	beside bool
}

// records returns the versions for which sets have no fields of their own, ordered by
// stamp. span converts spans of an article's text; it may be nil for records without an
// article.
func (r *recorder) records(all versions, span func(model.Span) schema.Span) ([]schema.Record, error) {
	var list []loose
	for key, held := range all {
		for i, h := range held {
			if i > 0 || h.Content == nil || !hasField(key.Kind) {
				list = append(list, loose{h, i > 0})
			}
		}
	}
	slices.SortFunc(list, func(a, b loose) int {
		return cmp.Or(a.Version.Compare(b.Version.Stamp), compareKeys(a.Key, b.Key))
	})
	var out []schema.Record
	for _, h := range list {
		one, err := r.record(h, span)
		if err != nil {
			return nil, err
		}
		out = append(out, one)
	}
	return out, nil
}

// hasField reports whether sets have fields of their own for records of a kind.
func hasField(kind model.Kind) bool {
	return kind == record.Annotation || kind == record.Note || kind == record.Label
}

func compareKeys(a, b model.Key) int {
	return cmp.Or(
		cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Article, b.Article), a.Sentence.Compare(b.Sentence),
		cmp.Compare(a.Outlet, b.Outlet), cmp.Compare(a.Analyst, b.Analyst), cmp.Compare(a.ID, b.ID),
	)
}

// record returns a version in the form that it has in a set's list of records.
func (r *recorder) record(h loose, span func(model.Span) schema.Span) (out schema.Record, err error) {
	kind := record.Of(h.Key.Kind)
	if h.Key.Analyst != "" {
		h.Key.Analyst = r.names.of(h.Key.Analyst)
	}
	h.Content = kind.Renamed(h.Content, r.names.of)
	if by := kind.By(h.Key, h.Content); by != "" {
		r.others[by] = true
	}
	out = schema.Record{
		Kind: kind.Name, Number: int(kind.Kind), Outlet: string(h.Key.Outlet), Analyst: h.Key.Analyst, ID: h.Key.ID,
		Stamp: *r.stampOf(h.Version), Beside: h.beside,
	}
	if at := h.Key.Sentence; at != (model.Span{}) && span != nil {
		in := span(at)
		out.Span = &in
	}
	if h.Content == nil {
		return out, nil
	}
	if kind.Known {
		value, err := new(layout.Encoder).Compact(kind.Stored(h.Key, h.Content, h.Version.Time()))
		if err != nil {
			return out, err
		}
		out.Value = value
	}
	if !hasField(kind.Kind) {
		data, err := codec.EncodeContent(h.Key, h.Content, h.Version.Time())
		out.CBOR = base64.StdEncoding.EncodeToString(data)
		return out, err
	}
	return out, nil
}
