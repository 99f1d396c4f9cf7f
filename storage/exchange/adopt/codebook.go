package adopt

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/arrival"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/peer"
)

// meaning is what a label of the data set becomes: a label of the codebook, or a phrase.
type meaning struct {
	label  model.LabelKey
	phrase string
}

// codebook maps the labels of a data set to those of the project, and adds the data set's codes.
type codebook struct {
	held     model.Codebook // the project's
	book     model.Codebook // with the labels that are added
	meanings map[string]meaning
	labels   []arrival.Label
	unmapped []arrival.Label
}

func newCodebook(p *storage.Project, b *peer.Batch, mapped map[string]string) (*codebook, error) {
	held, err := p.Codebook()
	if err != nil {
		return nil, err
	}
	c := &codebook{held: held, book: slices.Clone(held), meanings: map[string]meaning{}, labels: []arrival.Label{}, unmapped: []arrival.Label{}}
	for _, code := range b.Codes {
		if err := c.code(code, mapped); err != nil {
			return nil, err
		}
	}
	names, counts := labelsOf(b)
	for _, name := range names {
		m, known, err := c.meaning(name, mapped)
		if err != nil {
			return nil, err
		}
		label := arrival.Label{From: name, To: m.text(), Count: counts[name]}
		if !known {
			c.unmapped = append(c.unmapped, label)
		}
		c.labels = append(c.labels, label)
	}
	return c, nil
}

// Book returns the codebook for a project that begins with a data set: the data set's own codes, or nil if it
// has none that stand for labels.
func Book(b *peer.Batch) model.Codebook {
	c := &codebook{meanings: map[string]meaning{}}
	for _, code := range b.Codes {
		if c.code(code, nil) != nil { // a code that is refused is added, and refused, when the data set is loaded
			return nil
		}
	}
	return c.book
}

// labelsOf returns the names of the labels of a data set in the order in which they occur, and how often
// each does.
func labelsOf(b *peer.Batch) (names []string, counts map[string]int) {
	counts = map[string]int{}
	for _, d := range b.Documents {
		for _, m := range d.Marks {
			for _, name := range m.Labels {
				if counts[name]++; counts[name] == 1 {
					names = append(names, name)
				}
			}
		}
	}
	return names, counts
}

// text returns a meaning as Options.Map states it.
func (m meaning) text() string {
	if m.phrase != "" {
		return arrival.AddPhrase + m.phrase
	}
	return string(m.label)
}

// meaning returns what a label of the data set becomes, or false if that is unknown.
func (c *codebook) meaning(name string, mapped map[string]string) (meaning, bool, error) {
	if m, known := c.meanings[name]; known {
		return m, true, nil
	}
	to, asked := mapped[name]
	if !asked {
		to = name
	}
	m, known, err := c.named(to, asked)
	if err != nil {
		return m, false, fmt.Errorf("map %q to %q: %w", name, to, err)
	}
	if known {
		c.meanings[name] = m
	}
	return m, known, nil
}

// named returns the meaning of a text of Options.Map, or of the name of a label.
func (c *codebook) named(to string, asked bool) (meaning, bool, error) {
	if asked {
		if name, ok := strings.CutPrefix(to, arrival.AddPhrase); ok {
			name, err := value.Phrase.Accept(name)
			return meaning{phrase: name}, err == nil, err
		}
		if name, ok := strings.CutPrefix(to, arrival.AddLabel); ok {
			key, err := c.add(peer.Code{Name: name})
			return meaning{label: key}, err == nil, err
		}
	}
	if at := c.book.Index(model.LabelKey(to)); at >= 0 {
		return meaning{label: c.book[at].Key}, true, nil
	}
	for _, l := range c.book {
		if value.Folded(l.Name) == value.Folded(to) || value.Folded(string(l.Key)) == value.Folded(to) {
			return meaning{label: l.Key}, true, nil
		}
	}
	if asked {
		return meaning{}, false, model.ErrNoLabel
	}
	return meaning{}, false, nil
}

// code decides what an entry of the data set's codebook becomes. A code that is neither mapped nor in
// the project's codebook is added to it, or becomes a phrase if it stands for one or the codebook is
// full.
func (c *codebook) code(code peer.Code, mapped map[string]string) error {
	name := cmp.Or(code.Name, string(code.Key))
	if name == "" {
		return nil
	}
	to := meaning{}
	known := false
	var err error
	if _, asked := mapped[name]; asked {
		to, known, err = c.meaning(name, mapped)
	} else if !code.Phrase {
		if to, known, err = c.named(cmp.Or(string(code.Key), name), false); !known && err == nil && code.Key != "" {
			to, known, err = c.named(name, false)
		}
	}
	switch {
	case err != nil:
		return err
	case !known && (code.Phrase || len(c.book) >= value.MostLabels):
		to = meaning{phrase: value.Phrase.Fit(name)}
	case !known:
		key, err := c.add(code)
		if err != nil {
			return err
		}
		to = meaning{label: key}
	}
	c.meanings[name] = to
	if code.Key != "" {
		c.meanings[string(code.Key)] = to
	}
	return nil
}

// add adds a label to the codebook and returns its key. A codebook that has the name returns that of the
// label with it.
func (c *codebook) add(code peer.Code) (model.LabelKey, error) {
	name := value.LabelName.Fit(cmp.Or(code.Name, string(code.Key)))
	if m, known, _ := c.named(name, false); known {
		return m.label, nil
	}
	l := edit.NewLabel(name, c.book)
	if _, taken := c.book.Find(code.Key); !taken && code.Key != "" && value.LabelKey.Check(string(code.Key)) == nil {
		l.Key = code.Key
	}
	if value.Color.Check(code.Color) == nil && code.Color != "" {
		l.Color = strings.ToUpper(code.Color)
	}
	describe(&l, code, c.book)
	accepted, err := value.AcceptLabel(l)
	if err != nil {
		return "", err
	}
	book, err := value.AcceptCodebook(append(slices.Clone(c.book), accepted), c.held)
	if err != nil {
		return "", fmt.Errorf("add the label %q: %w", name, err)
	}
	c.book = book
	return accepted.Key, nil
}

// describe takes over what a code says of a label, except for a letter that another label has.
func describe(l *model.Label, code peer.Code, book model.Codebook) {
	l.Group, l.Definition = value.Group.Fit(code.Group), value.Definition.Fit(code.Definition)
	l.Use, l.Avoid, l.Retired = value.Use.Fit(code.Use), value.Avoid.Fit(code.Avoid), code.Retired
	l.Examples, l.CounterExamples = fitting(code.Examples), fitting(code.CounterExamples)
	taken := slices.ContainsFunc(book, func(other model.Label) bool { return strings.EqualFold(other.Letter, code.Letter) })
	if code.Letter != "" && !taken && value.Letter.Check(code.Letter) == nil {
		l.Letter = code.Letter
	}
}

// fitting returns examples as the codebook can have them.
func fitting(examples []string) (all []string) {
	for _, e := range examples[:min(len(examples), value.MostExamples)] {
		if e = value.Example.Fit(e); e != "" {
			all = append(all, e)
		}
	}
	return all
}

// names returns the names of the labels that are added.
func (c *codebook) names() (all []string) {
	for _, l := range c.book[len(c.held):] {
		all = append(all, l.Name)
	}
	return all
}

// of returns what the labels of a mark become: the first in the order of the codebook as label, and the
// others as names of phrases.
func (c *codebook) of(names []string) (label model.LabelKey, others []string) {
	var keys []model.LabelKey
	for _, name := range names {
		switch m := c.meanings[name]; {
		case m.phrase != "":
			others = append(others, m.phrase)
		case m.label != "" && !slices.Contains(keys, m.label):
			keys = append(keys, m.label)
		}
	}
	slices.SortFunc(keys, func(a, b model.LabelKey) int { return c.book.Index(a) - c.book.Index(b) })
	for i, key := range keys {
		if i == 0 {
			label = key
			continue
		}
		others = append(others, c.called(key))
	}
	return label, others
}

// called returns the name of a label.
func (c *codebook) called(key model.LabelKey) string {
	l, _ := c.book.Find(key)
	return l.Called()
}

// edits returns the edits that add the new labels.
func (c *codebook) edits(p *storage.Project, at time.Time) ([]edit.Edit, error) {
	if len(c.book) == len(c.held) {
		return nil, nil
	}
	entries, err := p.Entries()
	if err != nil {
		return nil, err
	}
	return edit.Revision{After: c.book}.Edits(entries, nil, at)
}
