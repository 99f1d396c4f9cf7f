package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"assay.app/assay/model"
	"assay.app/assay/model/suggest"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange"
)

func newSuggest() *cobra.Command {
	var project string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "suggest --project P.assay ARTICLE",
		Short: "Suggest labels for an article's sentences, with reasons",
		Long: `Suggest labels for the sentences of one article by fixed rules, each with its
reason. Nothing is changed: "tag" gives a label.

With --json it prints one object: id, heading, and suggestions, each with index
(of the sentence, from 0), span (in bytes of the article's text), label, code
(which rule it was), speaker (where there is one), reason and text.`,
		Args: takes("ARTICLE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return view(project, func(p *storage.Project) error {
				doc, err := openArticle(p, args[0])
				if err != nil {
					return err
				}
				codebook, err := p.Codebook()
				if err != nil {
					return err
				}
				all := suggestionsFor(doc, codebook)
				if asJSON {
					return exchange.WriteJSON(cmd.OutOrStdout(), suggestedArticle{doc.ID, doc.Heading(), all})
				}
				return suggestText(cmd.OutOrStdout(), all)
			})
		},
	}
	projectFlag(cmd, &project)
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// suggestedArticle is what "suggest --json" prints.
type suggestedArticle struct {
	ID          model.ArticleID `json:"id"`
	Heading     string          `json:"heading"`
	Suggestions []suggested     `json:"suggestions"`
}

// suggested is one suggestion as "suggest --json" prints it.
type suggested struct {
	Index   int            `json:"index"`
	Span    model.Span     `json:"span"`
	Label   model.LabelKey `json:"label"`
	Code    string         `json:"code"`
	Speaker string         `json:"speaker,omitempty"`
	Reason  string         `json:"reason"`
	Text    string         `json:"text"`
}

// suggestionsFor gives the suggestions with the indexes of their sentences.
func suggestionsFor(doc *model.Document, codebook model.Codebook) []suggested {
	all := []suggested{}
	index, unit := 0, 0
	for _, s := range suggest.For(doc, codebook) {
		for ; unit < s.Unit; unit++ {
			if doc.Units[unit].Kind == model.UnitSentence {
				index++
			}
		}
		span := doc.Units[s.Unit].Span
		all = append(all, suggested{
			Index: index, Span: span, Label: s.Label, Code: s.Reason.Code.String(),
			Speaker: s.Reason.Speaker, Reason: s.Reason.String(), Text: span.Of(doc.Text),
		})
	}
	return all
}

func suggestText(w io.Writer, all []suggested) error {
	var b strings.Builder
	for _, s := range all {
		fmt.Fprintf(&b, "%5d  %-10s  %s\n                   %s\n", s.Index, oneLine(string(s.Label)), oneLine(s.Text), oneLine(s.Reason))
	}
	_, err := io.WriteString(w, b.String())
	return err
}
