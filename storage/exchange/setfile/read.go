package setfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/budget"
	"assay.app/assay/storage/exchange/layout"
	"assay.app/assay/storage/exchange/recode"
	"assay.app/assay/storage/exchange/schema"
)

// How a set is read
//
// The file is decoded one article at a time. Each becomes a Document, which holds
// its text once, and its JSON is released. JSON objects have no order, so the
// fields may come in any order. Checks that need two fields, such as whether the
// codebook has every label, or whether sentences may be missing, are made at the end.
//
// The file is not trusted, so its values are checked here.
//
// Most files are as export writes them. So quick.go tries first, on all processors. If
// it finds anything unusual, the code in this file, which knows all forms and names all
// errors, reads the file again from the beginning.

// maxRecord is the largest size of one article, or of another field of a set, in
// bytes of UTF-8. It bounds the memory that a hostile or broken file can take.
const maxRecord = 1 << 30

// Read reads and checks an annotation set. Errors name the place if it is known.
// They wrap model.ErrUnknownSet, ErrNewerVersion, ErrHashMismatch, ErrNoLabel,
// ErrEmptyFile, ErrTooLarge or, for any other error in the contents, ErrDamaged. An
// error of r itself is wrapped. If r is an io.Seeker, the set may be read twice.
func Read(r io.Reader) (*Set, error) {
	defer budget.Tighten(0)()
	if again, ok := r.(io.ReadSeeker); ok {
		if start, err := again.Seek(0, io.SeekCurrent); err == nil { // a pipe has no offset
			if set, ok := readQuickly(r); ok {
				return set, nil
			}
			if _, err := again.Seek(start, io.SeekStart); err != nil {
				return nil, fmt.Errorf("read the set: %w", err)
			}
		}
	}
	return read(r, maxRecord)
}

func read(r io.Reader, limit int64) (*Set, error) {
	text, skipped, recoded, err := recode.UTF8(r)
	if err != nil {
		return nil, fmt.Errorf("read the set: %w", err)
	}
	skim := &skimmer{r: text, field: setShape()}
	s := newSetReader(&input{r: skim, skim: skim, skipped: skipped, recoded: recoded, limit: limit})
	if err := s.read(); err != nil {
		return nil, fmt.Errorf("read the set: %w", err)
	}
	return s.set, nil
}

type setReader struct {
	in    *input
	dec   *json.Decoder
	set   *Set
	check *checker

	seen        map[string]bool // the fields read so far
	format      string
	version     int
	versionJSON string
	known       bool  // the file is a set of a version that can be read
	pending     error // the first error found before known was set
}

func newSetReader(in *input) *setReader {
	return &setReader{in: in, dec: json.NewDecoder(in), set: &Set{}, check: newChecker(), seen: map[string]bool{}}
}

func (s *setReader) read() error {
	s.in.left = s.in.limit
	start, err := s.dec.Token()
	switch {
	case errors.Is(err, io.EOF) && !s.in.any:
		return model.ErrEmptyFile
	case s.ioError(err):
		return err
	case err != nil || start != json.Delim('{'):
		return fmt.Errorf("it does not begin with { like a JSON object: %w", model.ErrUnknownSet)
	}
	for s.dec.More() {
		if err := s.field(); err != nil {
			return err
		}
	}
	if _, err := s.dec.Token(); err != nil {
		return s.broken(err)
	}
	if _, err := s.dec.Token(); !errors.Is(err, io.EOF) {
		if s.ioError(err) {
			return err
		}
		return fmt.Errorf("line %d: something follows the end of the set: %w", s.line(0), model.ErrDamaged)
	}
	return s.finish()
}

// field reads one field of the set.
func (s *setReader) field() error {
	s.in.left = s.in.limit
	token, err := s.dec.Token()
	if err != nil {
		return s.broken(err)
	}
	name, _ := token.(string)
	if s.seen[name] {
		return fmt.Errorf("line %d: %q occurs twice: %w", s.line(0), name, model.ErrDamaged)
	}
	s.seen[name] = true
	if name == "articles" {
		return s.articles()
	}
	raw, err := s.raw()
	if err != nil {
		return err
	}
	if err := s.decode(name, raw); err != nil {
		if err := s.wrong(fmt.Errorf("%.40s: %w", name, err)); err != nil {
			return err
		}
	}
	return s.identify()
}

// identify checks the format and the version once they are read. It returns an
// error if this program cannot read the file, otherwise the error that wrong kept,
// if any.
func (s *setReader) identify() error {
	if s.seen["format"] && s.format != schema.Format {
		return fmt.Errorf("its format is %.40q: %w", s.format, model.ErrUnknownSet)
	}
	if s.known || !s.seen["format"] || !s.seen["version"] {
		return nil
	}
	switch {
	case s.version > schema.Version:
		return fmt.Errorf("it is an annotation set of version %d, but this program knows only version %d: %w",
			s.version, schema.Version, model.ErrNewerVersion)
	case s.version < 1:
		return fmt.Errorf("there is no version %.40s of annotation sets: %w", s.versionJSON, model.ErrUnknownSet)
	}
	s.known = true
	return s.pending
}

// wrong handles an error in the contents. It returns err if the file is known to be
// a set. Otherwise it keeps the first error and returns nil, because the file may
// not be a set.
func (s *setReader) wrong(err error) error {
	if s.known {
		return err
	}
	if s.pending == nil {
		s.pending = err
	}
	return nil
}

func (s *setReader) articles() error {
	token, err := s.dec.Token()
	if err != nil {
		return s.broken(err)
	}
	if token != json.Delim('[') {
		err := fmt.Errorf("line %d: \"articles\" is not a list: %w", s.line(0), model.ErrDamaged)
		if !s.known {
			err = fmt.Errorf("line %d: \"articles\" is not a list: %w", s.line(0), model.ErrUnknownSet)
		}
		return err
	}
	for n := 0; s.dec.More(); n++ {
		s.in.left = s.in.limit
		raw, err := s.raw()
		if err != nil {
			return err
		}
		if s.pending != nil {
			continue // the only question left is whether the file is a set
		}
		if err := s.article(raw, n); err != nil {
			if err := s.wrong(err); err != nil {
				return err
			}
		}
	}
	if _, err := s.dec.Token(); err != nil {
		return s.broken(err)
	}
	return nil
}

// article reads article n, counted from 0.
func (s *setReader) article(raw json.RawMessage, n int) error {
	var record schema.Article
	if err := s.strict(raw, &record); err != nil {
		return fmt.Errorf("article %d: %w", n, err)
	}
	a, err := s.check.article(record)
	if err != nil {
		return inArticle(n, record.ID, err)
	}
	s.set.Articles = append(s.set.Articles, a)
	return nil
}

// inArticle adds the number of an article, counted from 0, and its id to an error.
func inArticle(n int, id model.ArticleID, err error) error {
	return fmt.Errorf("article %d (%.16q): %w", n, id, err)
}

// decode decodes one field other than the articles.
func (s *setReader) decode(name string, raw json.RawMessage) error {
	var err error
	switch name {
	case "format":
		if json.Unmarshal(raw, &s.format) != nil {
			s.format = string(raw)
		}
	case "version":
		s.versionJSON = string(raw)
		err = s.strict(raw, &s.version)
	case "exported":
		var at schema.Moment
		if err = s.strict(raw, &at); err == nil {
			s.set.Exported, err = accepted(value.Time(at.Time))
		}
	case "generator":
		if err = s.strict(raw, &s.set.Generator); err == nil {
			s.set.Generator, err = accepted(value.Program.Accept(s.set.Generator))
		}
	case "project":
		var p schema.Project
		if err = s.strict(raw, &p); err == nil {
			s.set.Project, err = accepted(value.AcceptIdentity(model.ProjectInfo{ID: p.ID, Name: p.Name, Created: p.Created.UTC()}))
		}
	case "selection":
		var r schema.Selection
		if err = s.strict(raw, &r); err == nil && r.Query == "" {
			err = schema.Damagedf("it has no query")
		}
		if err == nil {
			s.set.Query, err = accepted(value.Query.Accept(r.Query))
		}
	case "labelled":
		err = s.strict(raw, &s.set.Labelled)
	case "codebook":
		var records []schema.Label
		if err = s.strict(raw, &records); err == nil {
			s.set.Codebook, s.set.Positions, err = s.check.codebook(records)
		}
	case "records":
		var records []schema.Record
		if err = s.strict(raw, &records); err == nil {
			s.set.Records, err = s.check.records(records, nil, nil)
		}
	case "voices": // for people and scripts
		var records []schema.Voice
		err = s.strict(raw, &records)
	case "statements": // for people and scripts
		var records []schema.Statement
		err = s.strict(raw, &records)
	case "outlets":
		var records []schema.Outlet
		if err = s.strict(raw, &records); err == nil {
			s.set.Outlets, err = s.check.outlets(records)
		}
	case "analysts":
		if err = s.strict(raw, &s.set.Analysts); err == nil {
			s.set.Analysts, err = s.check.analysts(s.set.Analysts)
		}
	case "analystIds":
		var ids map[string]string
		if err = s.strict(raw, &ids); err == nil {
			s.set.IDs, err = s.check.analystIDs(ids)
		}
	default:
		err = schema.Damagedf("annotation sets have no such field")
	}
	return err
}

// finish makes the checks that need all fields.
func (s *setReader) finish() error {
	if !s.seen["format"] {
		return fmt.Errorf("it has no \"format\": %w", model.ErrUnknownSet)
	}
	for _, name := range []string{"version", "exported", "codebook", "articles"} {
		if !s.seen[name] {
			return fmt.Errorf("it has no %q: %w", name, model.ErrDamaged)
		}
	}
	s.set.Version, s.set.Versions = s.version, s.check.versions
	s.set.Exported = s.set.Exported.UTC().Truncate(time.Second)
	if err := complete(s.set); err != nil {
		return err
	}
	return s.check.labels(s.set)
}

// raw reads one value without decoding it. It rewrites whole numbers, and refuses
// invalid UTF-8 and halves of surrogate pairs.
func (s *setReader) raw() (json.RawMessage, error) {
	var raw json.RawMessage
	if err := s.dec.Decode(&raw); err != nil {
		return nil, s.broken(err)
	}
	if at := notUTF8(raw); at >= 0 {
		return nil, damagedAt(s.lineIn(raw, at), "the file is not UTF-8")
	}
	if at := layout.HalfCharacter(raw); at >= 0 {
		return nil, damagedAt(s.lineIn(raw, at), "%s is half of a surrogate pair without the other half", raw[at:at+6])
	}
	return wholeNumbers(raw), nil
}

// strict decodes a value into v, and refuses unknown fields.
func (s *setReader) strict(raw json.RawMessage, v any) error {
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	err := dec.Decode(v)
	if err == nil {
		return nil
	}
	at, says := place(raw, err)
	if at == 0 {
		return fmt.Errorf("from line %d: %s: %w", s.lineIn(raw, 0), says, model.ErrDamaged)
	}
	if path := pathTo(raw, at); path != "" {
		says = path + ": " + says
	}
	return damagedAt(s.lineIn(raw, at), "%s", says)
}

// lineIn returns the line, counted from 1, of a byte offset in raw. raw must be the
// value read last.
func (s *setReader) lineIn(raw []byte, offset int) int {
	after := raw[min(offset, len(raw)):]
	rest, _ := io.ReadAll(s.dec.Buffered())
	at := s.in.read - int64(len(rest)+len(after))
	lines, _ := s.in.skim.left(at)
	return 1 + s.in.newlines + lines - bytes.Count(rest, []byte{'\n'}) - bytes.Count(after, []byte{'\n'})
}

// If err comes from reading the file, broken returns it unchanged. Otherwise it
// returns an error that names the place of the broken JSON.
func (s *setReader) broken(err error) error {
	if s.ioError(err) {
		return err
	}
	var syntax *json.SyntaxError
	if !errors.As(err, &syntax) {
		lines, _ := s.in.skim.left(math.MaxInt64)
		return fmt.Errorf("line %d: the file ends in the middle of the set: %w", s.in.newlines+lines+1, model.ErrDamaged)
	}
	// The decoder counts the offset of a syntax error from an unknown place in the
	// value. Decoding the value again gives the offset from its beginning.
	rest, _ := io.ReadAll(s.dec.Buffered())
	ahead := 0
	var again *json.SyntaxError
	if errors.As(json.Unmarshal(rest, new(json.RawMessage)), &again) {
		ahead = int(again.Offset)
	}
	where := ""
	if !s.in.recoded {
		at := s.dec.InputOffset() + int64(ahead)
		_, left := s.in.skim.left(at)
		where = fmt.Sprintf(" (byte %d)", int64(s.in.skipped)+at+left)
	}
	return fmt.Errorf("line %d%s: broken JSON, %w: %w", s.line(ahead), where, syntax, model.ErrDamaged)
}

// ioError reports whether err comes from reading the file rather than from its
// contents.
func (s *setReader) ioError(err error) bool {
	var syntax *json.SyntaxError
	return err != nil && !errors.As(err, &syntax) && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF)
}

// line returns the line, counted from 1, of the byte that is ahead bytes after the
// last token.
func (s *setReader) line(ahead int) int {
	rest, _ := io.ReadAll(s.dec.Buffered())
	after := rest[min(ahead, len(rest)):]
	lines, _ := s.in.skim.left(s.in.read - int64(len(after)))
	return 1 + s.in.newlines + lines - bytes.Count(after, []byte{'\n'})
}
