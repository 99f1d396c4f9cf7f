package report

import (
	"cmp"
	"context"
	"os"
	"strconv"

	"assay.app/assay/model"
	"assay.app/assay/model/compare"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/record"
	"assay.app/assay/storage"
	"assay.app/assay/storage/comparison"
	"assay.app/assay/storage/report/content"
	"assay.app/assay/storage/report/words"
	"assay.app/assay/storage/typeset"
)

// Composer composes documents from one project. It keeps what finding the origins of articles
// needs, so that a second report takes less time. It is safe for concurrent use.
type Composer struct {
	project *storage.Project
	reader  *comparison.Reader
	fonts   typeset.Sources
}

// New returns a composer of documents from a project. The fonts are for PDF and for pictures.
func New(p *storage.Project, fonts typeset.Sources) *Composer {
	return &Composer{project: p, reader: comparison.New(p), fonts: fonts}
}

// Document composes a report. It calls progress with how much is read and written so far and in
// all, also while the blocks of the result are read. The blocks can be read while the project is
// open. If ctx ends, Document or the blocks return its error. The error wraps model.ErrValue if the
// options are wrong.
func (c *Composer) Document(ctx context.Context, o Options, progress func(done, all int)) (*content.Document, error) {
	if progress == nil {
		progress = func(int, int) {}
	}
	one, err := c.compose(ctx, o, progress)
	if err != nil {
		return nil, err
	}
	d := one.document(cmp.Or(one.opts.Title, one.projectName()))
	if one.opts.Author != "" {
		d.Authors = []string{one.opts.Author}
	}
	d.Subject = one.opts.Question
	if one.has[TitlePart] {
		d.Subtitle, d.Made = one.opts.Question, one.made()
	}
	const levels = 2
	d.Outline = outline(levels, one.write)
	d.Blocks = blocks(func(p *page) error {
		one.write(p)
		return ctx.Err()
	})
	return d, nil
}

// compose reads what a report needs.
func (c *Composer) compose(ctx context.Context, o Options, progress func(done, all int)) (*composition, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	one := &composition{Composer: c, ctx: ctx, opts: o, progress: progress, has: map[Part]bool{}}
	for _, part := range o.Parts {
		one.has[part] = true
	}
	if one.w, err = words.In(o.Language); err != nil {
		return nil, err
	}
	if one.names, err = newNaming(c.project, one.w, o.Redact.Analysts); err != nil {
		return nil, err
	}
	for _, text := range []*string{&one.opts.Title, &one.opts.Question, &one.opts.Author, &one.opts.Selection} {
		*text = one.names.text(*text)
	}
	if err := one.read(ctx, progress); err != nil {
		return nil, err
	}
	one.number()
	one.who = one.analysts()
	one.gradedBy()
	return one, nil
}

// composition is one report that is being composed.
type composition struct {
	*Composer
	ctx      context.Context
	opts     Options
	progress func(done, all int)
	has      map[Part]bool
	w        *words.Words
	names    naming
	survey
	all     []*judged
	who     []string // the stored names of the analysts whose work is in the report
	graders []string // those whose grades are
	byVoice func(analyst string, voice model.VoiceID) *record.Grade
}

// judged is a statement of the report.
type judged struct {
	*evidence.Statement
	number int          // from 1
	row    *compare.Row // nil if no article of the selection is compared
	stands []*evidence.Judgement
}

// id returns the ID of the place where the statement is treated.
func (j *judged) id() string { return "statement-" + strconv.Itoa(j.number) }

// summaryID returns the ID of the statement's row in the summary.
func (j *judged) summaryID() string { return "summary-" + strconv.Itoa(j.number) }

// number numbers the statements, in the order of the project's list.
func (c *composition) number() {
	for i := range c.statements {
		s := &c.statements[i]
		s.Title = c.names.text(s.Title)
		for k := range s.Judgements {
			s.Judgements[k].Title = c.names.text(s.Judgements[k].Title)
		}
		c.all = append(c.all, &judged{Statement: s, number: i + 1, row: c.rows[s.ID], stands: s.Standing()})
	}
}

// detailed reports whether the report has a section about a statement.
func (c *composition) detailed(j *judged) bool {
	if len(j.stands) > 0 {
		return c.has[JudgementsPart]
	}
	return c.has[UnjudgedPart]
}

// place returns a link to the section about a statement, or "" if there is none.
func (c *composition) place(j *judged) string {
	if !c.detailed(j) {
		return ""
	}
	return "#" + j.id()
}

// write adds the parts to a page.
func (c *composition) write(p *page) {
	for _, part := range c.opts.Parts {
		if p.stopped {
			return
		}
		c.part(part, p)
	}
}

// part adds a part to a page.
func (c *composition) part(part Part, p *page) {
	switch part {
	case TitlePart: // writers have it above the table of contents
	case SummaryPart:
		c.summary(p)
	case SourcesPart:
		c.sources(p)
	case JudgementsPart:
		c.judgements(p)
	case UnjudgedPart:
		c.unjudged(p)
	case ExplanationsPart:
		c.explanations(p)
	case MatrixPart:
		c.matrix(p)
	case TimelinePart:
		c.timeline(p)
	case ConflictsPart:
		c.conflicts(p)
	case OutletsPart:
		c.outlets(p)
	case VoicesPart:
		c.voicesPart(p)
	case FiguresPart:
		c.figuresPart(p)
	case MethodPart:
		c.method(p)
	case AnnexPart:
		c.annex(p)
	default:
		panic("no such part: " + part) // CheckParts refuses it
	}
}

// projectName returns what the project is called in the report.
func (c *composition) projectName() string { return c.names.text(c.project.Info().Name) }

// verdict returns a verdict of the project in the report's language.
func (c *composition) verdict(v string) string { return c.names.text(c.w.Name("verdict", v)) }

// document returns a document without blocks.
func (c *composition) document(title string) *content.Document {
	return newDocument(title, c.w, c.opts)
}

func newDocument(title string, w *words.Words, o Options) *content.Document {
	return &content.Document{
		Title: title, Language: w.Language(), Program: o.Program, Created: o.Now,
		Words: content.Words{
			Contents: w.Say("Contents"), Notes: w.Say("Notes"), Back: w.Say("Back to the text"), Continued: w.Say("(continued)"),
			Page: func(page, of int) string {
				return w.Say("Page {page} of {of}", "page", strconv.Itoa(page), "of", strconv.Itoa(of))
			},
		},
	}
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// heading returns what an article is called: its title or, if texts are left out and it has none,
// the name of its file.
func heading(a model.Article, redact Redaction) string {
	if redact.Texts && a.Metadata.Title == "" {
		return cmp.Or(model.BaseName(a.ImportPath), string(a.ID))
	}
	return a.Heading()
}

// outletOf returns the name of the outlet of an article.
func (c *composition) outletOf(a model.Article) string {
	return cmp.Or(a.Metadata.Outlet, c.w.Say("(no outlet)"))
}

// published returns when an article was published, in words.
func published(w *words.Words, a model.Article) string {
	if when := a.Metadata.Publication(); when != "" {
		return w.DayOf(when)
	}
	return w.Say("no date")
}
