package report

import (
	"cmp"
	"context"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
	"assay.app/assay/model/sources"
	"assay.app/assay/storage/report/content"
)

// voiceCount counts the sentences that are attributed to a voice.
type voiceCount struct {
	sources.Uses
	name     string
	kind     model.VoiceKind
	outlets  map[model.OutletID]bool
	sentence map[model.Subject]bool // those that are counted: a sentence counts once, whoever attributed it
}

// countVoices counts the attributions in the articles of the selection.
func (c *composition) countVoices(ctx context.Context) error {
	if !c.has[VoicesPart] {
		return nil
	}
	c.voices = map[model.VoiceID]*voiceCount{}
	for _, a := range c.Articles {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc, err := c.project.Document(a.ID)
		if err != nil {
			return err
		}
		for _, u := range doc.Sentences() {
			for _, one := range record.Attributed(doc, u.Span) {
				if c.opts.Counts(one.Analyst) {
					c.countVoice(doc, u.Span, one)
				}
			}
		}
	}
	return nil
}

func (c *composition) countVoice(doc *model.Document, sentence model.Span, a *record.Attribution) {
	id := c.Voices.Root(a.Voice)
	v := c.voices[id]
	if v == nil {
		v = &voiceCount{name: c.Voices.Called(a), outlets: map[model.OutletID]bool{}, sentence: map[model.Subject]bool{}}
		if stored := c.Voices.Stored(id); stored != nil {
			v.kind = stored.Kind
		}
		c.voices[id] = v
	}
	if on := (model.Subject{Article: doc.ID, Sentence: sentence}); !v.sentence[on] {
		v.sentence[on] = true
		v.Uses = v.Plus(sources.UseOf(a.Mode))
		v.outlets[model.OutletIDOf(doc.Metadata.Outlet)] = true
	}
}

// voicesPart adds who is quoted, and how often.
func (c *composition) voicesPart(p *page) {
	p.heading(1, "voices", c.w.Say("Voices"))
	if len(c.voices) == 0 {
		p.say(c.w.Say("No sentence is attributed to a voice."))
		return
	}
	var ids []model.VoiceID
	for id := range c.voices {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b model.VoiceID) int {
		one, other := c.voices[a], c.voices[b]
		return cmp.Or(cmp.Compare(len(other.sentence), len(one.sentence)), compareText(one.name, other.name), cmp.Compare(a, b))
	})
	var all [][]content.Cell
	for _, id := range ids {
		v := c.voices[id]
		all = append(all, []content.Cell{
			textCell(v.name), textCell(c.kindOf(v.kind)), cell(c.voiceGrades(id)...), textCell(c.w.Number(len(v.sentence))),
			textCell(c.w.Number(v.Direct)), textCell(c.w.Number(v.Indirect)), textCell(c.w.Number(v.Mixed)), textCell(c.w.Number(len(v.outlets))),
		})
	}
	p.add(content.Table{
		ID: "voices-table", Title: c.w.Say("Who is quoted and reported"),
		Summary: c.w.Say("Each voice with its kind, its grade, and how many sentences are attributed to it."),
		Columns: []content.Column{
			{Title: c.w.Say("Voice"), Width: 2.6},
			{Title: c.w.Say("Kind"), Width: 1.6},
			{Title: c.w.Say("Grade"), Width: 2.6},
			{Title: c.w.Say("Sentences"), Width: 2, Align: content.Trailing},
			{Title: c.w.Say("Direct"), Width: 1.1, Align: content.Trailing},
			{Title: c.w.Say("Indirect"), Width: 1.5, Align: content.Trailing},
			{Title: c.w.Say("Mixed"), Width: 1.1, Align: content.Trailing},
			{Title: c.w.Say("Outlets"), Width: 1.6, Align: content.Trailing},
		},
		Rows: rows(all),
	})
}

func (c *composition) kindOf(kind model.VoiceKind) string {
	if kind == "" {
		return ""
	}
	return c.w.Name("voice", string(kind))
}

// voiceGrades returns the letters of a voice, with the reasons, by the analysts of the report.
func (c *composition) voiceGrades(id model.VoiceID) []content.Run {
	var lines [][]content.Run
	for _, analyst := range c.graders {
		if g := c.byVoice(analyst, id); g != nil && !g.Grade.IsZero() {
			said := gradeWords(c.w, g.Grade)
			if basis := c.basis(g); basis != "" {
				said += ": " + basis
			}
			if len(c.graders) > 1 {
				said += " (" + c.names.of(analyst) + ")"
			}
			lines = append(lines, plain(said))
		}
	}
	return onNewLines(lines...)
}
