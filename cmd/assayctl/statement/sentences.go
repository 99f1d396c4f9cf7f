package statement

import (
	"errors"
	"strconv"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// sentence is a sentence that the arguments name.
type sentence struct {
	doc   *model.Document
	index int
	unit  model.Unit
}

func (s sentence) subject() model.Subject {
	return model.Subject{Article: s.doc.ID, Sentence: s.unit.Span}
}

func (s sentence) text() string { return s.unit.Span.Of(s.doc.Text) }

// group is an article with the indexes of sentences, as given.
type group struct {
	article   string
	sentences []int
}

// groups reads ARTICLE SENTENCE… arguments, of which there may be several in a row. The error
// is a usage error.
func groups(args []string) (all []group, err error) {
	for len(args) > 0 {
		one := group{article: args[0]}
		for args = args[1:]; len(args) > 0; args = args[1:] {
			_, err := strconv.Atoi(args[0])
			isNumber := (err == nil || errors.Is(err, strconv.ErrRange)) && len(args[0]) != model.ArticleIDLen // an id may have only digits
			if !isNumber && len(one.sentences) > 0 {
				break // the next article
			}
			index, err := cli.SentenceIndex(args[0])
			if err != nil {
				return nil, err
			}
			one.sentences = append(one.sentences, index)
		}
		if len(one.sentences) == 0 {
			return nil, cli.Usagef("SENTENCE is missing after the article %q", one.article)
		}
		all = append(all, one)
	}
	return all, nil
}

// takesSentences returns a check that a command has an argument for each name, followed by
// ARTICLE SENTENCE….
func takesSentences(names ...string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		for i, name := range append(names[:len(names):len(names)], "ARTICLE", "SENTENCE") {
			if len(args) <= i {
				return cli.Usagef("%s is missing", name)
			}
		}
		_, err := groups(args[len(names):])
		return err
	}
}

// sentences returns the sentences that the arguments from a place on name, each once.
func (c *changing) sentences(from int) (all []sentence, err error) {
	named, err := groups(c.args[from:])
	if err != nil {
		return nil, err
	}
	seen := map[model.Subject]bool{}
	for _, g := range named {
		doc, err := cli.OpenArticle(c.project, g.article)
		if err != nil {
			return nil, err
		}
		for _, index := range g.sentences {
			unit, err := cli.SentenceAt(doc, index)
			if err != nil {
				return nil, err
			}
			if s := (sentence{doc, index, unit}); !seen[s.subject()] {
				seen[s.subject()] = true
				all = append(all, s)
			}
		}
	}
	return all, nil
}

func subjects(all []sentence) (on []model.Subject) {
	for _, s := range all {
		on = append(on, s.subject())
	}
	return on
}

// mentioning returns the sentences as mentions with a stance. If stance is empty, each has the
// stance of the analyst's mention that it is already, or the proposed one.
func (c *changing) mentioning(id model.StatementID, all []sentence, stance model.Stance) (mentions []edit.Mentioning) {
	var proposed []model.Stance
	for i, s := range all {
		m := edit.Mentioning{On: s.subject(), Stance: stance}
		if m.Stance == "" {
			m.Stance = c.stanceOf(id, m.On)
		}
		if m.Stance == "" {
			if proposed == nil {
				proposed = c.proposedStances(all)
			}
			m.Stance = proposed[i]
		}
		mentions = append(mentions, m)
	}
	return mentions
}
