package exchange

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/exchange/schema"
)

// versions has the versions of the records about one article, or of those that are not
// about an article.
type versions map[model.Key][]record.Held

// stamp returns the stamp of the version that stands of a record, or nil if it is
// unknown.
func (v versions) stamp(key model.Key) *schema.Stamp {
	held := v[key]
	if len(held) == 0 {
		return nil
	}
	return schema.StampOf(held[0].Version)
}

// records returns the versions for which a set has no field of its own, in the order
// of their stamps. span converts the spans of an article's text.
func (v versions) records(span func(model.Span) schema.Span) ([]schema.Record, error) {
	var list []record.Held
	beside := map[record.Stamp]bool{}
	for key, held := range v {
		if held[0].Content == nil || !hasField(key.Kind) {
			list = append(list, held[0])
		}
		for _, h := range held[1:] {
			list = append(list, h)
			beside[h.Version.Stamp] = true
		}
	}
	slices.SortFunc(list, func(a, b record.Held) int {
		return cmp.Or(a.Version.Compare(b.Version.Stamp), compareKeys(a.Key, b.Key))
	})
	var out []schema.Record
	for _, h := range list {
		r, err := recordOf(h, span)
		if err != nil {
			return nil, err
		}
		r.Beside = beside[h.Version.Stamp] && v[h.Key][0].Version.Stamp != h.Version.Stamp
		out = append(out, r)
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

// recordOf returns a version as it is in a set's list of records.
func recordOf(h record.Held, span func(model.Span) schema.Span) (r schema.Record, err error) {
	kind := record.Of(h.Key.Kind)
	r = schema.Record{
		Kind: kind.Name, Number: int(kind.Kind), Outlet: string(h.Key.Outlet), Analyst: h.Key.Analyst, ID: h.Key.ID,
		Stamp: *schema.StampOf(h.Version),
	}
	if at := h.Key.Sentence; at != (model.Span{}) && span != nil {
		in := span(at)
		r.Span = &in
	}
	if h.Content == nil {
		return r, nil
	}
	if kind.Known {
		if r.Value, err = json.Marshal(kind.Stored(h.Key, h.Content, h.Version.Time())); err != nil {
			return r, err
		}
	}
	if !hasField(kind.Kind) {
		data, err := codec.EncodeContent(h.Key, h.Content, h.Version.Time())
		r.CBOR = base64.StdEncoding.EncodeToString(data)
		return r, err
	}
	return r, nil
}
