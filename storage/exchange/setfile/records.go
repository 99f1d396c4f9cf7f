package setfile

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/exchange/schema"
)

// version keeps the version of a record. Sets of version 1 have none.
func (c *checker) version(key model.Key, s *schema.Stamp) error {
	if s == nil {
		return nil
	}
	v, err := checkedVersion(s)
	if err == nil {
		c.versions[key] = v
	}
	return err
}

func checkedVersion(s *schema.Stamp) (record.Version, error) {
	v, err := s.Version()
	if err == nil { // the zero time is that of changes without one
		_, err = accepted(0, value.CheckTime(s.Time.Time))
	}
	if err == nil && v.By != "" {
		v.By, err = accepted(value.Analyst.Accept(v.By))
	}
	return v, err
}

// records converts the records for which sets have no field of their own. doc is the
// article that they are about, and nil for those that are not about an article.
func (c *checker) records(list []schema.Record, doc *model.Document, m *measure) ([]Record, error) {
	var out []Record
	seen := map[model.Key]bool{}
	for i, r := range list {
		one, err := c.record(r, doc, m)
		if err == nil && !r.Beside && seen[one.Key] {
			err = schema.Damagedf("it occurs twice")
		}
		if err != nil {
			return nil, fmt.Errorf("record %d (%.40q): %w", i, r.Kind, err)
		}
		seen[one.Key] = seen[one.Key] || !r.Beside
		out = append(out, one)
	}
	return out, nil
}

func (c *checker) record(r schema.Record, doc *model.Document, m *measure) (one Record, err error) {
	kind, ok := record.Named(r.Kind)
	if !ok {
		if r.Number < int(record.Note) || r.Number > 255 || record.Of(model.Kind(r.Number)).Known {
			return one, schema.Damagedf("there is no kind %d of that name", r.Number)
		}
		kind = record.Of(model.Kind(r.Number))
	}
	key := model.Key{Kind: kind.Kind, Analyst: r.Analyst, ID: r.ID}
	if doc != nil && !kind.Moves() {
		key.Article = doc.ID
		if r.Span != nil {
			text := spanText(doc, m, r.Span)
			if err := m.span(*r.Span, text); err != nil {
				return one, err
			}
			key.Sentence = r.Span.InBytes()
		}
	}
	if doc == nil {
		key.Outlet = model.OutletID(r.Outlet)
	}
	if err := checkKey(key, doc == nil); err != nil {
		return one, err
	}
	one = Record{Held: record.Held{Key: key}, Beside: r.Beside}
	if one.Version, err = checkedVersion(&r.Stamp); err != nil {
		return one, err
	}
	one.Content, err = content(kind, r, key, one.Version)
	if err == nil {
		_, err = accepted(0, kind.Check(nil, one.Content))
	}
	if by := kind.By(key, one.Content); err == nil && by != "" {
		_, err = accepted(0, value.Analyst.Check(by))
	}
	if err == nil && doc != nil && one.Content != nil && kind.SubjectOf(key, one.Content).Article != doc.ID {
		err = schema.Damagedf("it is about another article")
	}
	return one, err
}

// spanText returns the text of a span as a set would have it, or nil if the set has no
// texts.
func spanText(doc *model.Document, m *measure, s *schema.Span) *string {
	if !m.hasText || !within(s.InBytes(), m.length.Bytes) {
		return nil
	}
	text := s.InBytes().Of(doc.Text)
	return &text
}

func checkKey(key model.Key, general bool) error {
	if key.Analyst != "" {
		if _, err := accepted(0, value.Analyst.Check(key.Analyst)); err != nil {
			return err
		}
	}
	if len(key.ID) > value.NoteID.Longest() || len(key.Outlet) > 4*value.Outlet.Longest() {
		return schema.Damagedf("its key is too long")
	}
	if key.ID != "" {
		if _, err := accepted(0, value.NoteID.Check(key.ID)); err != nil {
			return err
		}
	}
	if general && key.Outlet != model.OutletIDOf(string(key.Outlet)) {
		return schema.Damagedf("%.80q is not the id of an outlet", key.Outlet)
	}
	return nil
}

// content returns the content of a record, which is nil if the record was deleted.
func content(kind *record.Declaration, r schema.Record, key model.Key, v record.Version) (any, error) {
	switch {
	case len(r.Value) > 0 && kind.Known:
		decoded, err := kind.Restored(func(to any) error {
			dec := json.NewDecoder(bytes.NewReader(r.Value))
			dec.DisallowUnknownFields()
			return dec.Decode(to)
		}, key, v.Time())
		if err != nil {
			return nil, schema.Damagedf("its value: %v", err)
		}
		return decoded, nil
	case r.CBOR != "":
		data, err := base64.StdEncoding.DecodeString(r.CBOR)
		if err != nil {
			return nil, schema.Damagedf("its cbor is not base64")
		}
		if err := codec.Valid(data); err != nil {
			return nil, err
		}
		return codec.DecodeContent(key, data, v.Time())
	case len(r.Value) > 0:
		return nil, schema.Damagedf("it has no cbor, and its kind is not known")
	}
	return nil, nil
}
