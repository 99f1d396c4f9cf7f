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
	if err == nil && v.Made() { // it would count as a version without a stamp
		err = schema.Damagedf("the counter 0, no replica and the year 1970 are no stamp")
	}
	if err == nil { // changes without a time have the zero time
		_, err = accepted(0, value.CheckTime(s.Time.Time))
	}
	if err == nil && v.By != "" {
		v.By, err = accepted(value.Analyst.Accept(v.By))
	}
	return v, err
}

// mostBeside is the greatest number of versions of one record that do not stand. Each is
// compared with all others.
const mostBeside = 1000

// records converts the records for which sets have no field of their own. doc is the
// article that they are about, or nil if they are not about an article.
func (c *checker) records(list []schema.Record, doc *model.Document, m *measure) ([]Record, error) {
	var out []Record
	seen, beside := map[model.Key]bool{}, map[model.Key]int{}
	for i, r := range list {
		one, err := c.record(r, doc, m)
		if err == nil && !r.Beside && seen[one.Key] {
			err = schema.Damagedf("it occurs twice")
		}
		if r.Beside {
			beside[one.Key]++
		}
		if err == nil && beside[one.Key] > mostBeside {
			err = schema.Damagedf("it has more than %d versions", mostBeside)
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
	kind, err := kindOf(r)
	if err != nil {
		return one, err
	}
	if one.Key, err = c.key(kind, r, doc, m); err != nil {
		return one, err
	}
	one.Beside = r.Beside
	if one.Version, err = checkedVersion(&r.Stamp); err != nil {
		return one, err
	}
	if one.Content, err = content(kind, r, one.Key, one.Version); err != nil {
		return one, err
	}
	if whose := one.Key.Analyst; whose != "" {
		one.Content = kind.Renamed(one.Content, func(string) string { return whose })
	}
	one.Content, err = accepted(kind.Accept(one.Content))
	if err == nil && !kind.Fits(one.Key, one.Content) {
		return one, schema.Damagedf("its value has another id than %.80q", one.Key.ID)
	}
	if err == nil && doc != nil && one.Content != nil && kind.SubjectOf(one.Key, one.Content).Article != doc.ID {
		err = schema.Damagedf("it is about another article")
	}
	if err == nil && doc != nil && kind.Moves() { // it may be about another article in another version
		err = schema.Damagedf("its place is in the records of the whole set")
	}
	return one, err
}

// kindOf returns the declaration of a record's kind. In a set from an Assay that does not
// know the kind, its name is record.UnknownName.
func kindOf(r schema.Record) (*record.Declaration, error) {
	if kind, ok := record.Named(r.Kind); ok {
		return kind, nil
	}
	if r.Number > int(record.Note) && r.Number <= 255 {
		kind := record.Of(model.Kind(r.Number))
		if !kind.Known || r.Kind == record.UnknownName(kind.Kind) {
			return kind, nil
		}
	}
	return nil, schema.Damagedf("there is no kind %d of that name", r.Number)
}

// key returns the key of a record. doc is the article that it is about, or nil if it is
// not about an article.
func (c *checker) key(kind *record.Declaration, r schema.Record, doc *model.Document, m *measure) (key model.Key, err error) {
	key = model.Key{Kind: kind.Kind, ID: r.ID}
	if r.Analyst != "" {
		if key.Analyst, err = accepted(value.Analyst.Accept(r.Analyst)); err != nil {
			return key, err
		}
		key.Analyst = c.names.Of(key.Analyst)
	}
	key.Outlet = model.OutletID(r.Outlet)
	if doc != nil && !kind.Moves() {
		key.Article = doc.ID
		if r.Span != nil {
			if err := m.span(*r.Span, spanText(doc, m, r.Span)); err != nil {
				return key, err
			}
			key.Sentence = r.Span.InBytes()
		}
	} else if r.Span != nil {
		return key, schema.Damagedf("it has a span but no article")
	}
	if key.ID != "" {
		if _, err := accepted(0, value.NoteID.Check(key.ID)); err != nil {
			return key, err
		}
	}
	switch {
	case key.Outlet != "" && (key.Article != "" || key.Outlet != model.OutletIDOf(string(key.Outlet)) || len(key.Outlet) > 4*value.Outlet.Longest()):
		return key, schema.Damagedf("%.80q is not the id of an outlet", key.Outlet)
	case !kind.Keyed(key):
		return key, schema.Damagedf("a record of its kind cannot have this subject, analyst or id")
	}
	return key, nil
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
