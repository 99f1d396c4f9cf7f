package codebook

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/schema"
)

// The values of the fields "format" and "version".
const (
	jsonFormat  = "assay-codebook"
	jsonVersion = 1
)

func encodeJSON(w io.Writer, book model.Codebook) error {
	labels := make([]schema.Label, 0, len(book))
	for _, l := range book {
		labels = append(labels, schema.LabelOf(l))
	}
	return layout.Write(w, struct {
		Format  string         `json:"format"`
		Version int            `json:"version"`
		Labels  []schema.Label `json:"labels"`
	}{jsonFormat, jsonVersion, labels})
}

// lists has the field with the labels, and the newest known version, for each value of
// "format".
var lists = map[string]struct {
	field   string
	version int
}{
	jsonFormat:    {"labels", jsonVersion},
	schema.Format: {"codebook", schema.Version},
}

// jsonReader reads an object that is a codebook or an annotation set. Of a set, it stops
// after the codebook, because the articles may be large.
type jsonReader struct {
	dec     *json.Decoder
	format  string
	version int
	books   map[string]model.Codebook // by field
}

func decodeJSON(r io.Reader) (model.Codebook, error) {
	j := &jsonReader{dec: json.NewDecoder(r), books: map[string]model.Codebook{}}
	if _, err := j.dec.Token(); err != nil {
		return nil, damaged(err)
	}
	for j.dec.More() {
		if err := j.field(); err != nil {
			return nil, err
		}
		list, known := lists[j.format]
		if book, read := j.books[list.field]; read && known && j.version > 0 && j.format != jsonFormat {
			return book, nil
		}
	}
	if _, err := j.dec.Token(); err != nil {
		return nil, damaged(err)
	}
	book, read := j.books[lists[j.format].field]
	switch _, err := j.dec.Token(); {
	case err == nil:
		return nil, fmt.Errorf("%w: something follows the end of the codebook", model.ErrDamaged)
	case !errors.Is(err, io.EOF):
		return nil, damaged(err)
	case j.format == "" || j.version < 1:
		return nil, fmt.Errorf("%w: it has no format and version", model.ErrUnknownBook)
	case !read:
		return nil, fmt.Errorf("%w: %q is missing", model.ErrDamaged, lists[j.format].field)
	}
	return book, nil
}

// field reads one field of the object.
func (j *jsonReader) field() error {
	token, err := j.dec.Token()
	if err != nil {
		return damaged(err)
	}
	switch name, _ := token.(string); name {
	case "format":
		if err := j.value(name, &j.format); err != nil {
			return err
		}
		if _, known := lists[j.format]; !known {
			return fmt.Errorf("%w: its format is %.40q", model.ErrUnknownBook, j.format)
		}
	case "version":
		if err := j.value(name, &j.version); err != nil {
			return err
		}
	case "labels", "codebook":
		return j.labels(name)
	default:
		var skipped json.RawMessage
		return damaged(j.dec.Decode(&skipped))
	}
	if list := lists[j.format]; list.version > 0 && j.version > list.version {
		return fmt.Errorf("%w: its version is %d, and this program knows %d", model.ErrNewerVersion, j.version, list.version)
	}
	return nil
}

// value reads the value of the field with the name.
func (j *jsonReader) value(name string, to any) error {
	err := j.dec.Decode(to)
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		kind.Field = name
	}
	return damaged(err)
}

// labels reads the list of labels in the field with the name.
func (j *jsonReader) labels(field string) error {
	if _, twice := j.books[field]; twice {
		return fmt.Errorf("%w: %q occurs twice", model.ErrDamaged, field)
	}
	start, err := j.dec.Token()
	if err == nil && start != json.Delim('[') {
		return fmt.Errorf("%w: %q is not a list", model.ErrDamaged, field)
	}
	book := model.Codebook{}
	for err == nil && j.dec.More() {
		if len(book) == value.MostLabels {
			return tooMany()
		}
		var raw json.RawMessage
		if err = j.dec.Decode(&raw); err != nil {
			break
		}
		label, err := decodeLabel(raw)
		if err != nil {
			return fmt.Errorf("label %d of the codebook: %w", len(book)+1, err)
		}
		book = append(book, label)
	}
	if err == nil {
		_, err = j.dec.Token()
	}
	j.books[field] = book
	return damaged(err)
}

func decodeLabel(raw json.RawMessage) (model.Label, error) {
	if !utf8.Valid(raw) {
		return model.Label{}, fmt.Errorf("%w: it is not UTF-8", model.ErrDamaged)
	}
	if at := layout.HalfCharacter(raw); at >= 0 {
		return model.Label{}, fmt.Errorf("%w: %s is half of a surrogate pair without the other half", model.ErrDamaged, raw[at:at+6])
	}
	var one schema.Label
	err := json.Unmarshal(raw, &one)
	return one.Label(), damaged(err)
}

// damaged returns err as an error about the contents of the file. An error from reading
// the file remains as it is.
func damaged(err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	var content schema.ValueError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("%w: it ends in the middle", model.ErrDamaged)
	case errors.As(err, &kind):
		return fmt.Errorf("%w: %q cannot be a %s", model.ErrDamaged, cmp.Or(kind.Field, "labels"), kind.Value)
	case errors.As(err, &syntax), errors.As(err, &content):
		return fmt.Errorf("%w: %s", model.ErrDamaged, err)
	}
	return err
}

func tooMany() error {
	return &value.Error{Kind: value.Labels, Problem: value.TooMany, Most: value.MostLabels}
}
