package main

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"assay.app/assay/cmd/assayctl/cli"
	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/attribute"
	"assay.app/assay/model/edit"
	kinds "assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage"
)

// attributing holds the arguments of the attribute command.
type attributing struct {
	article  string
	sentence int
	content  kinds.Attribution // with the name of the voice
	remove   bool
}

func newAttribute() *cobra.Command {
	var project, analyst, voice, cue, mode, via string
	var want attributing
	cmd := &cobra.Command{
		Use:   "attribute --project P.assay --analyst NAME ARTICLE SENTENCE {--voice V | --remove}",
		Short: "Say whose words or knowledge a sentence has",
		Long: `Attribute a sentence to a voice: a person, a body or a document that the article lets
speak. V is the name of a voice or one of its other names; case and spaces make no
difference. If the project has no such voice, it is added to the list; "voices" prints
the list. A sentence has one attribution by each analyst, which a new one replaces.

--cue is the words that attribute the sentence, such as "said". --mode says whether it
has the voice's own words (direct), the article's (indirect) or both (mixed). Without
--mode it is the one that the text of the article proposes for the sentence, and
indirect if it proposes none. --via names the other outlet to which the voice spoke.
--remove removes the analyst's attribution.`,
		Args: cli.Takes("ARTICLE", "SENTENCE"),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, err := cli.GivenAnalyst(analyst)
			if err != nil {
				return err
			}
			want.article = args[0]
			if want.sentence, err = cli.SentenceIndex(args[1]); err != nil {
				return err
			}
			if err := want.read(cmd, kinds.Attribution{Name: voice, Cue: cue, Mode: model.SpeechMode(mode), Via: via}); err != nil {
				return err
			}
			return cli.Change(cmd, project, func(p *storage.Project) error {
				stored, err := cli.AnalystIn(p, name)
				if err != nil {
					return err
				}
				return want.run(cmd, p, stored)
			})
		},
	}
	cli.ProjectFlag(cmd, &project)
	cli.RequiredAnalystFlag(cmd, &analyst)
	var modes []string
	for _, m := range model.SpeechModes() {
		modes = append(modes, string(m))
	}
	cmd.Flags().StringVar(&voice, "voice", "", "the voice to which the sentence is attributed")
	cmd.Flags().StringVar(&cue, "cue", "", "the words that attribute it")
	cmd.Flags().Var(cli.Choice{Value: &mode, Of: modes}, "mode", "how the sentence reports what the voice says")
	cmd.Flags().StringVar(&via, "via", "", "the other outlet to which the voice spoke")
	cmd.Flags().BoolVar(&want.remove, "remove", false, "remove the analyst's attribution")
	return cmd
}

// read checks the flags.
func (w *attributing) read(cmd *cobra.Command, content kinds.Attribution) (err error) {
	if w.remove {
		for _, flag := range []string{"voice", "cue", "mode", "via"} {
			if err := cli.Exclusive(cmd, "remove", flag); err != nil {
				return err
			}
		}
		return nil
	}
	if !cmd.Flags().Changed("voice") {
		return cli.Usagef("--voice or --remove is missing")
	}
	w.content = content
	if w.content.Name, err = value.Voice.Accept(content.Name); err != nil {
		return cli.UsageError(err)
	}
	if w.content.Cue, err = value.Cue.Accept(content.Cue); err != nil {
		return cli.UsageError(err)
	}
	if w.content.Via, err = value.Outlet.Accept(content.Via); err != nil {
		return cli.UsageError(err)
	}
	return nil
}

// run sets or removes the attribution of the sentence, and prints the result.
func (w *attributing) run(cmd *cobra.Command, p *storage.Project, analyst string) error {
	doc, err := cli.OpenArticle(p, w.article)
	if err != nil {
		return err
	}
	unit, err := cli.SentenceAt(doc, w.sentence)
	if err != nil {
		return err
	}
	list, err := p.Voices()
	if err != nil {
		return err
	}
	on := model.Subject{Article: doc.ID, Sentence: unit.Span}
	key := kinds.AttributionOn(doc.ID, unit.Span, analyst)
	before, _ := doc.Records[key].(*kinds.Attribution)
	of := func(model.Subject) *kinds.Attribution { return before }
	c, shown, done := edit.Change{Verb: edit.Attribute}, "nobody", "attributed"
	if w.remove {
		c, done = edit.RemovingAttributions([]model.Subject{on}, analyst, of), "removed"
	} else {
		if w.content.Mode == "" {
			w.content.Mode = proposedMode(doc, unit)
		}
		to := edit.Attributing{List: list, Analyst: analyst, Now: time.Now().UTC().Truncate(time.Millisecond), Of: of}
		if c.Edits, err = to.To(on, w.content); err != nil {
			return err
		}
		c.At = to.Now
		id, _ := to.List.Named(w.content.Name)
		shown = output.Attribution(to.List.Name(id), &w.content)
	}
	if len(c.Edits) == 0 {
		done = "unchanged"
	} else {
		c.Analyst = analyst
		if err := cli.Commit(cmd.Context(), p, c); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(cmd.OutOrStdout(), "article %s, sentence %d: %s (%s)\n", doc.ID, w.sentence, shown, done)
	return err
}

// proposedMode returns the mode of speech that package attribute proposes for a unit.
func proposedMode(doc *model.Document, unit model.Unit) model.SpeechMode {
	all := attribute.For(doc)
	i := slices.IndexFunc(all, func(p attribute.Proposal) bool { return doc.Units[p.Unit] == unit })
	if i < 0 || all[i].Mode == "" {
		return model.Indirect
	}
	return all[i].Mode
}
