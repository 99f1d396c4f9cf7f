package profile

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/recode"
	"assay.app/assay/storage/intake/coding"
)

// Parse returns the profiles in the content of a file, in the order of the file. The content is
// JSON in UTF-8 or UTF-16, with or without a byte order mark. One invalid profile makes Parse
// refuse the whole file. The error names the line or the profile. It wraps
// model.ErrNoProfiles, ErrNewerVersion, ErrEmptyFile, ErrTooLarge, ErrDamaged or ErrValue,
// or is the error of r.
func Parse(r io.Reader) ([]model.Profile, error) {
	var head bytes.Buffer
	const most = 512
	if _, err := io.CopyN(&head, r, most); err != nil && err != io.EOF {
		return nil, err
	}
	if kind := coding.KindOf(head.Bytes()); kind != "" {
		return nil, fmt.Errorf("%w: this looks like %s", model.ErrNoProfiles, kind)
	}
	text, _, _, err := recode.UTF8(io.MultiReader(&head, r))
	if err != nil {
		return nil, fmt.Errorf("%w: it is neither in UTF-8 nor in UTF-16; save it as UTF-8", model.ErrNoProfiles)
	}
	content, err := io.ReadAll(io.LimitReader(text, MostBytes+1))
	switch {
	case err != nil:
		return nil, err
	case len(content) > MostBytes:
		return nil, tooLarge()
	}
	d := &decoder{content: content, dec: json.NewDecoder(bytes.NewReader(content))}
	switch first := bytes.TrimLeft(content, " \t\r\n"); {
	case len(first) == 0:
		return nil, model.ErrEmptyFile
	case first[0] != '{':
		return nil, fmt.Errorf("%w: it does not begin as JSON", model.ErrNoProfiles)
	}
	if at := invalid(content); at >= 0 {
		return nil, d.at(at, "it is not UTF-8")
	}
	if at := layout.HalfCharacter(content); at >= 0 {
		return nil, d.at(at, fmt.Sprintf("%s is half of a surrogate pair without the other half", content[at:at+6]))
	}
	return d.file()
}

// invalid returns the byte offset of the first bytes that are not UTF-8, or -1.
func invalid(content []byte) int {
	for at := 0; at < len(content); {
		r, n := utf8.DecodeRune(content[at:])
		if r == utf8.RuneError && n == 1 {
			return at
		}
		at += n
	}
	return -1
}

// decoder reads the JSON object in a file of profiles.
type decoder struct {
	content  []byte
	dec      *json.Decoder
	format   string
	version  int
	profiles []json.RawMessage
	starts   []int // the byte offsets of the profiles
	listed   bool  // the list of profiles has been read
}

// at returns an error about the byte at an offset of the content.
func (d *decoder) at(offset int, what string) error {
	line := 1 + bytes.Count(d.content[:min(offset, len(d.content))], []byte("\n"))
	return fmt.Errorf("%w: line %d: %s", model.ErrDamaged, line, what)
}

// damaged returns an error of the decoder as an error about the content. start is the byte
// offset at which the decoder of the error began.
func (d *decoder) damaged(err error, start int) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case err == nil:
		return nil
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return d.at(len(d.content), "it ends in the middle")
	case errors.As(err, &syntax):
		return d.at(start+int(syntax.Offset), syntax.Error())
	case errors.As(err, &kind):
		return d.at(start+int(kind.Offset), fmt.Sprintf("%q cannot be a %s", cmp.Or(kind.Field, "profiles"), kind.Value))
	}
	return d.at(start, strings.TrimPrefix(err.Error(), "json: "))
}

// file reads the whole object. It decodes the profiles last, because their form depends on the
// version.
func (d *decoder) file() ([]model.Profile, error) {
	if _, err := d.dec.Token(); err != nil {
		return nil, d.damaged(err, 0)
	}
	for d.dec.More() {
		if err := d.field(); err != nil {
			return nil, err
		}
	}
	if _, err := d.dec.Token(); err != nil {
		return nil, d.damaged(err, 0)
	}
	end := int(d.dec.InputOffset())
	switch _, err := d.dec.Token(); {
	case err == nil:
		return nil, d.at(end, "something follows the end of the profiles")
	case !errors.Is(err, io.EOF):
		return nil, d.damaged(err, 0)
	case d.format == "" || d.version < 1:
		return nil, fmt.Errorf("%w: it has no format and version", model.ErrNoProfiles)
	case !d.listed:
		return nil, fmt.Errorf("%w: the list %q is missing", model.ErrDamaged, "profiles")
	}
	return d.all()
}

// field reads one field of the object. Unknown fields are skipped.
func (d *decoder) field() error {
	token, err := d.dec.Token()
	if err != nil {
		return d.damaged(err, 0)
	}
	switch name, _ := token.(string); name {
	case "format":
		if err := d.value(name, &d.format); err != nil {
			return err
		}
		if d.format != formatName {
			return fmt.Errorf("%w: its format is %.40q", model.ErrNoProfiles, d.format)
		}
	case "version":
		if err := d.value(name, &d.version); err != nil {
			return err
		}
		if d.version > formatVersion {
			return fmt.Errorf("%w: its version is %d, and this program knows %d", model.ErrNewerVersion, d.version, formatVersion)
		}
	case "profiles":
		return d.list()
	default:
		var skipped json.RawMessage
		return d.damaged(d.dec.Decode(&skipped), 0)
	}
	return nil
}

// value reads the value of the field with the name.
func (d *decoder) value(name string, to any) error {
	err := d.dec.Decode(to)
	var kind *json.UnmarshalTypeError
	if errors.As(err, &kind) {
		return d.at(int(d.dec.InputOffset()), fmt.Sprintf("%q cannot be a %s", name, kind.Value))
	}
	return d.damaged(err, 0)
}

// list splits the list of profiles without decoding them.
func (d *decoder) list() error {
	if d.listed {
		return d.at(int(d.dec.InputOffset()), "\"profiles\" occurs twice")
	}
	d.listed = true
	start, err := d.dec.Token()
	if err == nil && start != json.Delim('[') {
		return d.at(int(d.dec.InputOffset()), "\"profiles\" is not a list")
	}
	for err == nil && d.dec.More() {
		if len(d.profiles) == MostProfiles {
			return fmt.Errorf("%w: a file has at most %d profiles", model.ErrTooLarge, MostProfiles)
		}
		var raw json.RawMessage
		if err = d.dec.Decode(&raw); err == nil {
			d.profiles = append(d.profiles, raw)
			d.starts = append(d.starts, int(d.dec.InputOffset())-len(raw))
		}
	}
	if err == nil {
		_, err = d.dec.Token()
	}
	return d.damaged(err, 0)
}

// all decodes the profiles of the list.
func (d *decoder) all() ([]model.Profile, error) {
	all, seen := make([]model.Profile, 0, len(d.profiles)), places{}
	for i, raw := range d.profiles {
		p, err := d.profile(raw, d.starts[i])
		if err == nil {
			p, err = seen.accept(p, i)
		}
		if err != nil {
			line := 1 + bytes.Count(d.content[:d.starts[i]], []byte("\n"))
			return nil, fmt.Errorf("profile %d%s, which begins on line %d: %w", i+1, called(p.Outlet), line, err)
		}
		all = append(all, p)
	}
	return all, nil
}

// called returns the name of an outlet for a message, or "" if the name is empty.
func called(outlet string) string {
	if outlet = model.Excerpt(outlet); outlet == "" {
		return ""
	}
	return fmt.Sprintf(" (%q)", outlet)
}

// profile returns the profile in raw, which begins at a byte offset of the content.
func (d *decoder) profile(raw json.RawMessage, start int) (model.Profile, error) {
	if raw[0] != '{' {
		return model.Profile{}, fmt.Errorf("%w: it is no object", model.ErrDamaged)
	}
	var stored record.StoredProfile
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	err := dec.Decode(&stored)
	named := model.Profile{Outlet: stored.Outlet}
	if err != nil {
		return named, d.damaged(err, start)
	}
	p, err := stored.Profile()
	if err != nil {
		return named, fmt.Errorf("the date %.40q: %w", stored.Updated, err)
	}
	return *p, nil
}
