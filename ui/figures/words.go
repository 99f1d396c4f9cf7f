package figures

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/figures"
	"assay.app/assay/model/figures/chart"
	"assay.app/assay/model/session"
	"assay.app/assay/ui/scope"
	"assay.app/assay/ui/words"
)

// wording has the words for a figure. It may be used on any goroutine.
type wording struct {
	book   model.Codebook
	called func(analyst string) string
	whose  string // what the figure is counted over
	shares bool
}

// words returns the wording for the figure as it is counted now.
func (c *Controller) words() wording {
	s := c.win.Session()
	called := map[string]string{}
	if c.figure != nil {
		for _, side := range []struct {
			d      figures.Dimension
			values []figures.Value
		}{{c.figure.Cross.Rows, c.figure.Rows}, {c.figure.Cross.Columns, c.figure.Columns}} {
			if side.d == figures.Analyst {
				for _, v := range side.values {
					called[v.Key] = s.Called(v.Key)
				}
			}
		}
	}
	return wording{
		book: s.Codebook(), shares: c.shares,
		called: func(analyst string) string { return cmp.Or(called[analyst], analyst) },
		whose:  c.request.Title() + " · " + whoseTitle(c.request, s),
	}
}

// chart returns the words for a drawing.
func (w wording) chart() chart.Words {
	return chart.Words{
		Title: func(f *figures.Figure) string { return title(f.Cross) }, Counted: w.counted, Value: w.name, Number: w.number,
		More:        func(n int) string { return words.N("{{.Count}} more rows are not drawn", n) },
		MoreColumns: func(n int) string { return words.N("{{.Count}} more columns are not drawn", n) },
		Undated:     func(n int) string { return lang.L("without a date: {{.Count}}", map[string]any{"Count": w.number(n)}) },
		Empty:       lang.L("Nothing to count yet."),
	}
}

// number returns a count, or a share of so many tenths of a percent.
func (w wording) number(n int) string {
	switch {
	case !w.shares:
		return words.Number(n)
	case n > 0 && n < figures.WholeShare/200:
		return "<1 %"
	}
	return words.Number((n+figures.WholeShare/200)/(figures.WholeShare/100)) + " %"
}

// name returns what a value is called.
func (w wording) name(d figures.Dimension, v figures.Value) string {
	if v.None() {
		return noneName(d)
	}
	switch d {
	case figures.Label:
		if l, ok := w.book.Find(model.LabelKey(v.Key)); ok {
			return words.LabelName(l)
		}
	case figures.Origin:
		if v.Key == string(model.OwnReporting) {
			return lang.L("own reporting")
		}
	case figures.Mode:
		return words.SpeechMode(model.SpeechMode(v.Key))
	case figures.Analyst:
		return w.called(v.Key)
	case figures.Published, figures.Worked:
		if !v.Time.IsZero() {
			return words.Date(v.Time)
		}
	case figures.Coverage, figures.Work:
		return partName(v.Key)
	case figures.Whole:
		return lang.L("all")
	default:
	}
	return strings.Join(strings.Fields(cmp.Or(v.Name, v.Key)), " ")
}

// partName returns the name of a value of Coverage or Work.
func partName(key string) string {
	switch key {
	case "said":
		return lang.L("says it")
	case "left-out":
		return lang.L("left out")
	case "not-found":
		return lang.L("not found")
	case "labelled":
		return lang.L("labelled")
	case "attributed":
		return lang.L("attributed")
	case "graded":
		return lang.L("graded")
	case "mentioned":
		return lang.L("mentions")
	default: // of a newer Assay
		return key
	}
}

// noneName returns what stands for values that are missing.
func noneName(d figures.Dimension) string {
	switch d {
	case figures.Label:
		return lang.L("no label")
	case figures.Outlet, figures.Speaker:
		return lang.L("no outlet")
	case figures.Origin:
		return lang.L("unknown origin")
	case figures.Voice, figures.Mode:
		return lang.L("nobody")
	case figures.Published, figures.Worked:
		return lang.L("no date")
	case figures.Letter, figures.Digit:
		return lang.L("not graded")
	case figures.Statement:
		return lang.L("no statement")
	default:
		return lang.L("none")
	}
}

// title returns the title of a figure.
func title(x figures.Cross) string {
	switch figures.NameOf(x) {
	case "labels-by-article":
		return lang.L("Labels by Article")
	case "labels-by-outlet":
		return lang.L("Labels by Outlet")
	case "labels-by-origin":
		return lang.L("Labels by Origin")
	case "labels-by-voice":
		return lang.L("Labels by Voice")
	case "labels-by-day":
		return lang.L("Labels by Day of Publication")
	case "grades":
		return lang.L("Grades of Sentences")
	case "speakers":
		return lang.L("Who Is Let Speak")
	case "statements-by-outlets":
		return lang.L("Statements by Number of Outlets")
	case "statements-by-independent":
		return lang.L("Statements by Independent Sources")
	case "left-out":
		return lang.L("What Outlets Leave Out")
	case "progress-by-day":
		return lang.L("Progress by Day")
	case "progress-by-analyst":
		return lang.L("Progress by Analyst")
	default:
	}
	if x.Columns == figures.Whole {
		return dimension(x.Rows)
	}
	return dimension(x.Rows) + " × " + dimension(x.Columns)
}

// dimension returns the name of a dimension.
func dimension(d figures.Dimension) string {
	switch d {
	case figures.Whole:
		return lang.L("Everything")
	case figures.Label:
		return lang.L("Label")
	case figures.Article:
		return lang.L("Article")
	case figures.Outlet:
		return lang.L("Outlet")
	case figures.Origin:
		return lang.L("Origin")
	case figures.Voice:
		return lang.L("Voice")
	case figures.Mode:
		return lang.L("Direct or indirect")
	case figures.Speaker:
		return lang.L("Voice in an outlet")
	case figures.Published:
		return lang.L("Day of publication")
	case figures.Analyst:
		return lang.L("Analyst")
	case figures.Worked:
		return lang.L("Day of work")
	case figures.Letter:
		return lang.L("Letter of the grade")
	case figures.Digit:
		return lang.L("Digit of the grade")
	case figures.Statement:
		return lang.L("Statement")
	case figures.Outlets:
		return lang.L("Number of outlets")
	case figures.Independents:
		return lang.L("Number of independent sources")
	case figures.Work:
		return lang.L("What was done")
	case figures.Coverage:
		return lang.L("Said or left out")
	default:
		return d.String()
	}
}

// counted says what a figure counts, and over what.
func (w wording) counted(f *figures.Figure) string {
	text := amount(f.Unit, f.Total)
	if w.shares {
		text = lang.L("Percent of each row")
		if len(f.Columns) == 1 {
			text = lang.L("Percent of all")
		}
	}
	return words.Joined(" · ", text, w.whose, remark(f))
}

// amount returns how many of a unit there are.
func amount(u figures.Unit, n int) string {
	switch u {
	case figures.Articles:
		return words.Articles(n)
	case figures.Annotations:
		return words.N("{{.Count}} labels given", n)
	case figures.Attributions:
		return words.N("{{.Count}} attributions", n)
	case figures.Mentions:
		return words.N("{{.Count}} mentions", n)
	case figures.Sentences:
		return words.N("{{.Count}} sentences", n)
	case figures.Statements:
		return words.N("{{.Count}} statements", n)
	default: // of a newer Assay
		return words.Number(n) + " " + u.String()
	}
}

// remark returns what is special about the counts of a figure, or "".
func remark(f *figures.Figure) string {
	x := f.Cross
	has := func(d figures.Dimension) bool { return x.Rows == d || x.Columns == d }
	switch {
	case has(figures.Independents):
		return lang.L("at most so many: origins and voices as analysts set them")
	case has(figures.Coverage):
		return lang.L("every outlet and every statement")
	case f.Unit == figures.Attributions:
		return lang.L("as analysts attributed them")
	case !f.Additive():
		return lang.L("a sentence counts once in each cell")
	}
	return ""
}

// whoseTitle returns whose work counts.
func whoseTitle(s scope.Scope, of *session.Session) string {
	switch {
	case s.Own(of):
		return lang.L("your work")
	case s.Whose == scope.Everyone:
		return lang.L("all work shown")
	}
	return lang.L("work by {{.Analyst}}", map[string]any{"Analyst": of.Called(s.Whose)})
}

// cell returns a cell in words: "Tellwire, claim: 12".
func (c *Controller) cell(row, column int) string {
	f, w := c.shown, c.words()
	w.shares = false
	text := rowName(w, f, row)
	switch {
	case f.Cross == (figures.Cross{Rows: figures.Letter, Columns: figures.Digit}) && !f.Rows[row].None() && !f.Columns[column].None():
		text += w.name(f.Cross.Columns, f.Columns[column]) // as grades are written: A1
	case f.Cross.Columns != figures.Whole:
		text += ", " + w.name(f.Cross.Columns, f.Columns[column])
	}
	n := f.Count(row, column)
	text += ": " + w.number(n)
	if c.shares && n > 0 {
		w.shares = true
		text += " (" + w.number(c.drawn.Count(row, column)) + ")"
	}
	return text
}

// rowName returns the name of a row, with its group.
func rowName(w wording, f *figures.Figure, row int) string {
	text := w.name(f.Cross.Rows, f.Rows[row])
	if g := f.Rows[row].Group; g != "" {
		text += " (" + g + ")"
	}
	return text
}
