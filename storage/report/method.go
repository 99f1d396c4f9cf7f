package report

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/words"
)

// method adds how the report was made, written from what was in fact done.
func (c *composition) method(p *page) {
	p.heading(1, "method", c.w.Say("Method"))
	p.say(c.madeFrom())
	p.say(c.madeBy())
	p.say(c.comparedBy())
	p.say(c.leftOut())
	p.say(c.terms())
	codebookTable(p, c.w, inLanguage(c.w, c.book))
	p.paragraph(content.Small, content.Plain(c.w.Say("Made with {program} from the project {project}, which was begun on {begun}, on {date}.",
		"program", c.opts.Program, "project", c.projectName(), "begun", c.w.Date(c.project.Info().Created.UTC()), "date", c.w.Time(c.opts.Now))))
}

// madeFrom says which articles were regarded.
func (c *composition) madeFrom() string {
	said := []string{c.w.Count("This report regards {n} articles", len(c.Articles)) + " " + c.w.Count("with {n} sentences", c.sentences) + "."}
	switch {
	case c.opts.Articles == nil:
		said = append(said, c.w.Say("These are all articles of the project."))
	case c.opts.Selection != "":
		said = append(said, c.w.Say("They were selected by: {selection}", "selection", c.opts.Selection)+".")
	default:
		said = append(said, c.w.Say("They are a selection of the articles of the project."))
	}
	if c.opts.Statements != nil {
		said = append(said, c.w.Say("Of the statements of the project only those named here are regarded."))
	}
	return strings.Join(said, " ")
}

// madeBy says who worked, and whether they saw each other's work.
func (c *composition) madeBy() string {
	if len(c.who) == 0 {
		return c.w.Say("Nobody has labelled sentences, mentioned or judged statements.")
	}
	var worked []string
	for _, analyst := range c.who {
		worked = append(worked, c.w.Count("{analyst} labelled {n} sentences", c.labelled[analyst], "analyst", c.names.of(analyst)))
	}
	said := []string{strings.Join(worked, "; ") + "."}
	if len(c.who) > 1 {
		var saw, blind []string
		for _, analyst := range c.who {
			if c.names.names.SeesAll(analyst) {
				saw = append(saw, c.names.of(analyst))
			} else {
				blind = append(blind, c.names.of(analyst))
			}
		}
		if len(blind) > 0 {
			said = append(said, c.w.Say("While they worked, the work of the others was hidden from: {analysts}.", "analysts", strings.Join(blind, ", ")))
		}
		if len(saw) > 0 {
			said = append(said, c.w.Say("The work of the others was shown to: {analysts}.", "analysts", strings.Join(saw, ", ")))
		}
	}
	if others := c.uncounted(); others > 0 {
		said = append(said, c.w.Count("The work of {n} other analysts is not regarded.", others))
	}
	return strings.Join(said, " ")
}

// uncounted returns how many analysts of the project the report does not regard.
func (c *composition) uncounted() int {
	here := map[string]bool{}
	for _, analyst := range c.who {
		here[c.names.of(analyst)] = true
	}
	others := map[string]bool{}
	for _, analyst := range c.names.names.All() {
		if name := c.names.of(analyst); !c.opts.Counts(analyst) && !here[name] {
			others[name] = true
		}
	}
	return len(others)
}

// comparedBy says what the program proposed.
func (c *composition) comparedBy() string {
	dismissed := 0
	c.Compared.Each(record.DismissalKind, func(key model.Key, _ any) {
		if c.opts.Counts(key.Analyst) {
			dismissed++
		}
	})
	said := []string{c.w.Say("The program's comparison of sentences was not used.")}
	if c.compared || dismissed > 0 {
		said = []string{c.w.Say("The program compared the sentences of the articles with one another and proposed groups that seem to say the same. Analysts decided which of them are mentions of a statement.")}
		if dismissed > 0 {
			said = append(said, c.w.Count("They dismissed {n} proposed sentences.", dismissed))
		}
	}
	if len(c.Origins) > 0 {
		said = append(said, c.w.Say("Origins that nobody set are proposals from credits, datelines and matching texts."))
	}
	return strings.Join(said, " ")
}

// leftOut says what was redacted.
func (c *composition) leftOut() string {
	var said []string
	if c.opts.Redact.Analysts {
		said = append(said, c.w.Say("The names of the analysts are replaced."))
	}
	if c.opts.Redact.Notes {
		said = append(said, c.w.Say("Notes are left out."))
	}
	if c.opts.Redact.Texts {
		said = append(said, c.w.Say("The texts of sentences are left out; their places are given instead."))
	}
	return strings.Join(said, " ")
}

// terms says what the degrees mean.
func (c *composition) terms() string {
	var all []string
	for _, l := range model.Likelihoods() {
		all = append(all, c.likelihood(l))
	}
	return c.w.Say("Likelihoods are those of Intelligence Community Directive 203:") + " " + strings.Join(all, ", ") + ". " +
		c.w.Say("Verdicts of this project:") + " " + c.verdicts() + ". " +
		c.w.Say("Grades follow the Admiralty scale: a letter for the reliability of the source, a digit for the credibility of the information.")
}

func (c *composition) verdicts() string {
	var all []string
	for _, v := range c.Compared.Verdicts() {
		all = append(all, c.verdict(v))
	}
	return strings.Join(all, ", ")
}

// codebookTable adds the labels with their definitions, the retired ones last. Their texts are those
// of inLanguage.
func codebookTable(p *page, w *words.Words, book model.Codebook) {
	var all [][]content.Cell
	for _, at := range book.Order() {
		l := book[at]
		all = append(all, []content.Cell{
			{Text: []content.Run{bold(l.Letter)}, Fill: l.Color},
			textCell(labelName(w, l)),
			cell(onNewLines(plain(l.Definition), labelledRuns(w.Say("Use:"), l.Use), labelledRuns(w.Say("Do not use:"), l.Avoid))...),
		})
	}
	if len(all) == 0 {
		return
	}
	p.add(content.Table{
		ID: "codebook", Title: w.Say("Codebook"),
		Summary: w.Say("Each label with its letter, its colour and its definition."),
		Columns: []content.Column{
			{Title: w.Say("Letter"), Width: 1, Align: content.Centre}, {Title: w.Say("Label"), Width: 2}, {Title: w.Say("Definition"), Width: 7},
		},
		Rows: rows(all),
	})
}

func labelledRuns(label, text string) []content.Run {
	if text == "" {
		return nil
	}
	return []content.Run{bold(label + " "), content.Plain(text)}
}

// labelName returns what a label is called, and says if it is retired.
func labelName(w *words.Words, l model.Label) string {
	if l.Retired {
		return w.Say("{label} (retired)", "label", l.Called())
	}
	return l.Called()
}
