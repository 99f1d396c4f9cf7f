package setfile

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/exchange/schema"
	"assay.app/assay/storage/intake/coding"
)

// checker converts records to values of the model, and refuses records that
// contradict themselves or one another.
type checker struct {
	articles map[model.ArticleID]bool
	notes    map[string]bool
	names    codec.Interned
	versions map[model.Key]record.Version // of the records of the article that is being checked, or else of the set
}

func newChecker() *checker {
	return &checker{articles: map[model.ArticleID]bool{}, notes: map[string]bool{}, names: codec.Interned{}, versions: map[model.Key]record.Version{}}
}

// unfit makes an error of model/value also match model.ErrDamaged. It does not
// change the message.
type unfit struct{ error }

// Is reports whether target is model.ErrDamaged.
func (e unfit) Is(target error) bool { return target == model.ErrDamaged }

// Unwrap implements errors.Unwrap.
func (e unfit) Unwrap() error { return e.error }

// accepted returns v and err. If err is not nil, it is wrapped in unfit.
func accepted[T any](v T, err error) (T, error) {
	if err != nil {
		err = unfit{err}
	}
	return v, err
}

// codebook returns the labels of a set, and the positions of those that state one. It
// refuses a letter or a name that two labels have, unless both were changed in projects:
// two copies of a project may have given it to different labels before they were combined.
func (c *checker) codebook(records []schema.Label) (model.Codebook, map[model.LabelKey]int, error) {
	if len(records) > value.MostLabels {
		return nil, nil, unfit{&value.Error{Kind: value.Labels, Problem: value.TooMany, Most: value.MostLabels}}
	}
	book := make(model.Codebook, 0, len(records))
	seen, positions := make(map[model.LabelKey]bool, len(records)), map[model.LabelKey]int{}
	var changed model.Codebook
	for i, r := range records {
		label, err := accepted(value.AcceptLabel(r.Label()))
		if err == nil {
			err = c.version(record.LabelKey(label.Key), r.Stamp)
		}
		if err == nil && r.Position != nil {
			positions[label.Key] = *r.Position
			_, err = accepted(0, record.Of(record.Label).Check(nil, &record.Entry{Label: label, Position: *r.Position}))
		}
		if err != nil {
			return nil, nil, fmt.Errorf("label %d: %w", i, err)
		}
		if seen[label.Key] {
			return nil, nil, schema.Damagedf("label %q occurs twice", r.Key)
		}
		seen[label.Key] = true
		book = append(book, label)
		if v := c.versions[record.LabelKey(label.Key)]; !v.Founding() {
			changed = append(changed, label)
		}
	}
	book, err := accepted(value.AcceptCodebook(book, changed))
	return book, positions, err
}

// analysts returns the names in their stored form, sorted and without duplicates.
func (c *checker) analysts(names []string) ([]string, error) {
	for i, name := range names {
		formed, err := accepted(value.Analyst.Accept(name))
		if err != nil {
			return nil, err
		}
		names[i] = formed
	}
	slices.Sort(names)
	return slices.Compact(names), nil
}

// analystIDs returns the ids of analysts by the stored form of their names.
func (c *checker) analystIDs(ids map[string]string) (map[string]record.AnalystID, error) {
	out := make(map[string]record.AnalystID, len(ids))
	for name, text := range ids {
		formed, err := accepted(value.Analyst.Accept(name))
		if err != nil {
			return nil, err
		}
		if out[formed], err = record.ParseAnalystID(text); err != nil {
			return nil, schema.Damagedf("%v", err)
		}
	}
	return out, nil
}

func (c *checker) outlets(records []schema.Outlet) ([]Outlet, error) {
	seen := map[model.OutletID]bool{}
	out := make([]Outlet, 0, len(records))
	for _, r := range records {
		if r.ID == "" || r.ID != model.OutletIDOf(r.Name) {
			return nil, schema.Damagedf("outlet %.80q: the id does not belong to the name %.80q", r.ID, r.Name)
		}
		if seen[r.ID] {
			return nil, schema.Damagedf("outlet %.80q occurs twice", r.ID)
		}
		seen[r.ID] = true
		name, err := accepted(value.Outlet.Accept(r.Name))
		if err == nil && name == "" {
			err = unfit{&value.Error{Kind: value.Outlet, Problem: value.Missing}}
		}
		if err != nil {
			return nil, fmt.Errorf("outlet %.80q: %w", r.ID, err)
		}
		notes, err := c.noteList(r.Notes, model.OnOutlet(name))
		if err != nil {
			return nil, fmt.Errorf("outlet %.80q: %w", r.ID, err)
		}
		out = append(out, Outlet{Name: name, Notes: notes})
	}
	return out, nil
}

func (c *checker) article(r schema.Article) (Article, error) {
	if err := c.identity(r); err != nil {
		return Article{}, err
	}
	file, err := schema.FileNameOf(r.File, r.FileBytes)
	if err != nil {
		return Article{}, err
	}
	a := Article{HasText: r.Text != nil, Document: &model.Document{Article: model.Article{
		ID: r.ID, SHA256: r.SHA256, Encoding: r.Encoding, Size: r.Length.Bytes,
	}}}
	if a.Metadata, err = accepted(value.AcceptMetadata(r.Metadata)); err != nil {
		return Article{}, err
	}
	if a.ImportPath, err = accepted(value.Path.Accept(file)); err != nil {
		return Article{}, err
	}
	if a.ImportedAt, err = timeOf("importedAt", r.ImportedAt); err != nil {
		return Article{}, err
	}
	if r.Source != nil {
		a.Source = *r.Source
	}
	if a.HasText {
		a.Text = *r.Text
		if err := verifyHash(a.Text, a.Encoding, a.SHA256); err != nil {
			return Article{}, err
		}
	}
	m, err := newMeasure(r)
	if err != nil {
		return Article{}, err
	}
	if a.Structure, err = m.structure(r); err != nil {
		return Article{}, err
	}
	a.missing = m.missing
	a.Excerpt = excerpt(a.Document)
	outer := c.versions
	c.versions = map[model.Key]record.Version{}
	defer func() { c.versions = outer }()
	if err := c.remarks(a.Document, m, r); err != nil {
		return Article{}, err
	}
	if a.Records, err = c.records(r.Records, a.Document, m); err != nil {
		return Article{}, err
	}
	a.Versions = c.versions
	return a, nil
}

// identity checks the fields that identify the article.
func (c *checker) identity(r schema.Article) error {
	if !isSHA256(r.SHA256) {
		return schema.Damagedf("sha256 %.80q is not 64 hexadecimal digits in lower case", r.SHA256)
	}
	if string(r.ID) != r.SHA256[:model.ArticleIDLen] {
		return fmt.Errorf("the id is not the first %d digits of sha256 %s: %w",
			model.ArticleIDLen, r.SHA256, model.ErrHashMismatch)
	}
	if c.articles[r.ID] {
		return schema.Damagedf("the article occurs twice")
	}
	c.articles[r.ID] = true
	if r.Encoding == "" {
		return schema.Damagedf("it has no encoding")
	}
	if _, err := accepted(value.Encoding.Accept(r.Encoding)); err != nil {
		return err
	}
	if r.Source != nil {
		if err := checkSource(*r.Source, r.Encoding); err != nil {
			return err
		}
	}
	return nil
}

// checkSource checks the description of the file that a text was converted from.
func checkSource(s model.Source, encoding string) error {
	_, err := accepted(value.AcceptSource(s))
	switch {
	case err != nil:
		return fmt.Errorf("its source: %w", err)
	case s.Format == "":
		return schema.Damagedf("its source has no format")
	case !isSHA256(s.SHA256):
		return schema.Damagedf("the sha256 %.80q of its source is not 64 hexadecimal digits in lower case", s.SHA256)
	case encoding != coding.UTF8:
		return schema.Damagedf("it was converted, so its encoding is %q and not %.80q", coding.UTF8, encoding)
	}
	return nil
}

func isSHA256(digits string) bool {
	sum, err := hex.DecodeString(digits)
	return err == nil && len(sum) == sha256.Size && isLower(digits)
}

func isLower(digits string) bool {
	return !slices.ContainsFunc([]byte(digits), func(c byte) bool { return 'A' <= c && c <= 'F' })
}

// verifyHash checks that text in its encoding has the given SHA-256.
func verifyHash(text, encoding, sum string) error {
	raw, err := coding.Encode(text, encoding)
	if err != nil {
		return fmt.Errorf("the text cannot be written as %q (%v): %w", encoding, err, model.ErrHashMismatch)
	}
	if got := sha256.Sum256(raw); hex.EncodeToString(got[:]) != sum {
		return fmt.Errorf("the text has the SHA-256 %x, but the set says %s: %w", got, sum, model.ErrHashMismatch)
	}
	return nil
}

// excerpt returns the opening words after the headline, or "" if there are none.
func excerpt(doc *model.Document) string {
	for _, u := range doc.Units {
		if u.Kind == model.UnitSentence && doc.Text != "" && u.Span.Of(doc.Text) != doc.Metadata.Title {
			return model.Excerpt(doc.Text[u.Span.Start:])
		}
	}
	return ""
}

// timeOf returns a time of the set in UTC. what names the field in an error.
func timeOf(what string, at schema.Moment) (time.Time, error) {
	t, err := accepted(value.Time(at.Time))
	if err != nil {
		return t, fmt.Errorf("%s: %w", what, err)
	}
	return t, nil
}

// complete checks that no article lacks units, unless the set is labelled.
func complete(set *Set) error {
	if set.Labelled {
		return nil
	}
	for i, a := range set.Articles {
		if a.missing != nil {
			return inArticle(i, a.ID, a.missing)
		}
	}
	return nil
}

// labels checks that the set's codebook has every label that its articles use.
func (c *checker) labels(set *Set) error {
	known := make(map[model.LabelKey]bool, len(set.Codebook))
	for _, l := range set.Codebook {
		known[l.Key] = true
	}
	unknown := func(a Article, span model.Span) (model.LabelKey, bool) {
		for _, l := range a.Annotations[span] {
			if !known[l.Label] {
				return l.Label, true
			}
		}
		return "", false
	}
	for _, a := range set.Articles {
		wrong := func(place string, label model.LabelKey) error {
			return fmt.Errorf("article %s, %s: label %q: %w", a.ID, place, label, model.ErrNoLabel)
		}
		sentence := 0
		for _, u := range a.Units {
			if label, is := unknown(a, u.Span); is && u.Kind == model.UnitSentence {
				return wrong(fmt.Sprintf("sentence %d", sentence), label)
			} else if is {
				return wrong("aside "+u.Span.String(), label)
			}
			if u.Kind == model.UnitSentence {
				sentence++
			}
		}
		for _, span := range slices.SortedFunc(maps.Keys(a.Annotations), model.Span.Compare) {
			if label, is := unknown(a, span); is {
				return wrong("span "+span.String(), label)
			}
		}
		for i, r := range a.Records {
			if one, is := r.Content.(*model.Annotation); is && !known[one.Label] {
				return wrong(fmt.Sprintf("record %d", i), one.Label)
			}
		}
	}
	return nil
}
