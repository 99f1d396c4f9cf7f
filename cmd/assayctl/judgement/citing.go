package judgement

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
)

// citing holds the flags that cite sentences.
type citing struct {
	places   map[model.Weight]*[]string
	mentions bool
}

// flags adds the flags to a command.
func (c *citing) flags(cmd *cobra.Command) {
	c.places = map[model.Weight]*[]string{}
	for _, w := range model.Weights() {
		c.places[w] = cmd.Flags().StringArray(string(w), nil, fmt.Sprintf("cite a sentence, ARTICLE:SENTENCE, as %s the judgement", weighs(w)))
	}
	cmd.Flags().BoolVar(&c.mentions, "cite-mentions", false, "cite all of your mentions of the statement")
}

// weighs returns a weight in the help text of its flag.
func weighs(w model.Weight) string {
	if w == model.Neither {
		return "neither for nor against"
	}
	return string(w)
}

// empty reports whether nothing is to be cited.
func (c *citing) empty() bool {
	for _, places := range c.places {
		if len(*places) > 0 {
			return false
		}
	}
	return !c.mentions
}

// check returns a usage error if a place is wrong.
func (c *citing) check() error {
	for _, w := range model.Weights() {
		if err := checkPlaces(*c.places[w]); err != nil {
			return err
		}
	}
	return nil
}

func checkPlaces(places []string) error {
	for _, text := range places {
		if _, _, err := divided(text); err != nil {
			return err
		}
	}
	return nil
}

// divided divides ARTICLE:SENTENCE at the last colon. The error is a usage error.
func divided(text string) (article string, sentence int, err error) {
	at := strings.LastIndexByte(text, ':')
	if at < 1 {
		return "", 0, cli.Usagef("%q names no sentence: it must be ARTICLE:SENTENCE, such as harbour.txt:3", text)
	}
	sentence, err = cli.SentenceIndex(text[at+1:])
	return text[:at], sentence, err
}

// place returns the sentence that ARTICLE:SENTENCE names.
func (c *changing) place(text string) (on model.Subject, err error) {
	article, index, err := divided(text)
	if err != nil {
		return on, err
	}
	doc, err := cli.OpenArticle(c.project, article)
	if err != nil {
		return on, err
	}
	unit, err := cli.SentenceAt(doc, index)
	return model.Subject{Article: doc.ID, Sentence: unit.Span}, err
}

// sentences returns the sentences to cite, each once. The weight that a sentence is given by name
// prevails over the one of its mention. Two weights by name are a usage error.
func (c *citing) sentences(run *changing, statement model.StatementID) (cited []edit.Citing, err error) {
	weight := map[model.Subject]model.Weight{}
	for _, w := range model.Weights() {
		for _, text := range *c.places[w] {
			on, err := run.place(text)
			if err != nil {
				return nil, err
			}
			switch before, twice := weight[on]; {
			case !twice:
				weight[on] = w
				cited = append(cited, edit.Citing{On: on, Weight: w})
			case before != w:
				return nil, cli.Usagef("%s is cited both %s and %s", text, before, w)
			}
		}
	}
	if !c.mentions {
		return cited, nil
	}
	list := run.Compared.Statements
	for _, key := range run.Compared.Keys(record.MentionKind, func(key model.Key) bool {
		return key.Analyst == run.Analyst && list.Root(model.StatementID(key.ID)) == list.Root(statement)
	}) {
		if _, twice := weight[key.Subject]; !twice {
			w := model.WeightOf(run.Compared.Mention(key).Stance)
			weight[key.Subject] = w
			cited = append(cited, edit.Citing{On: key.Subject, Weight: w})
		}
	}
	return cited, nil
}
