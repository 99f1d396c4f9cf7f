package chart

import (
	"fmt"
	"strconv"
	"unicode"

	"assay.app/assay/model/figures"
)

// Words are the words of a drawing. A field that is nil or empty stands for the English one.
type Words struct {
	Title       func(f *figures.Figure) string
	Counted     func(f *figures.Figure) string // says what is counted
	Value       func(d figures.Dimension, v figures.Value) string
	Number      func(n int) string
	More        func(rows int) string // says that more rows follow
	MoreColumns func(columns int) string
	Undated     func(n int) string // says how many have no date
	Empty       string
}

// English returns English words.
func English() Words {
	return Words{
		Title: Title, Counted: Counted, Value: Name, Number: grouped,
		More:        func(rows int) string { return fmt.Sprintf("%s more rows are not drawn", grouped(rows)) },
		MoreColumns: func(columns int) string { return fmt.Sprintf("%s more columns are not drawn", grouped(columns)) },
		Undated:     func(n int) string { return "without a date: " + grouped(n) },
		Empty:       "Nothing to count yet.",
	}
}

func (w Words) orEnglish() Words {
	e := English()
	if w.Title == nil {
		w.Title = e.Title
	}
	if w.Counted == nil {
		w.Counted = e.Counted
	}
	if w.Value == nil {
		w.Value = e.Value
	}
	if w.Number == nil {
		w.Number = e.Number
	}
	if w.More == nil {
		w.More = e.More
	}
	if w.MoreColumns == nil {
		w.MoreColumns = e.MoreColumns
	}
	if w.Undated == nil {
		w.Undated = e.Undated
	}
	if w.Empty == "" {
		w.Empty = e.Empty
	}
	return w
}

// Title returns the English title of a figure.
func Title(f *figures.Figure) string {
	titles := map[string]string{
		"labels-by-article": "Labels by article", "labels-by-outlet": "Labels by outlet", "labels-by-origin": "Labels by origin",
		"labels-by-voice": "Labels by voice", "labels-by-day": "Labels by day of publication", "grades": "Grades of sentences",
		"speakers": "Who is let speak", "statements-by-outlets": "Statements by number of outlets",
		"statements-by-independent": "Statements by number of independent sources", "left-out": "What outlets leave out",
		"progress-by-day": "Progress by day", "progress-by-analyst": "Progress by analyst",
	}
	if t, ok := titles[figures.NameOf(f.Cross)]; ok {
		return t
	}
	if f.Cross.Columns == figures.Whole {
		return capital(dimension(f.Cross.Rows))
	}
	return capital(dimension(f.Cross.Rows)) + " by " + dimension(f.Cross.Columns)
}

func capital(text string) string {
	for i, r := range text {
		return string(unicode.ToUpper(r)) + text[i+len(string(r)):]
	}
	return text
}

// dimension returns the English name of a dimension.
func dimension(d figures.Dimension) string {
	switch d {
	case figures.Whole:
		return "everything"
	case figures.Published:
		return "day of publication"
	case figures.Worked:
		return "day of work"
	case figures.Outlets:
		return "number of outlets"
	case figures.Independents:
		return "number of independent sources"
	case figures.Mode:
		return "speech"
	default:
		return d.String()
	}
}

// Counted returns in English what a figure counts, and how many there are.
func Counted(f *figures.Figure) string {
	if n := len(f.Rows); f.Cross.Columns == figures.Coverage && n > 0 {
		return fmt.Sprintf("%s statements in each outlet", grouped(f.Total/n))
	}
	return fmt.Sprintf("%s %s", grouped(f.Total), f.Unit)
}

// Name returns the English name of a value.
func Name(d figures.Dimension, v figures.Value) string {
	if v.None() {
		switch d {
		case figures.Label:
			return "(no label)"
		case figures.Outlet, figures.Speaker:
			return "(no outlet)"
		case figures.Origin:
			return "(unknown)"
		case figures.Voice:
			return "(nobody)"
		case figures.Published, figures.Worked:
			return "(no date)"
		default:
			return "(none)"
		}
	}
	switch {
	case d == figures.Origin && v.Key == "own":
		return "own reporting"
	case d == figures.Coverage:
		return map[string]string{"said": "said", "left-out": "left out", "not-found": "not found"}[v.Key]
	case d == figures.Whole:
		return "all"
	}
	return v.Name
}

// grouped returns a number with commas between thousands.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

// Estimate returns about how wide a text is, and rather too much than too little. It is for
// drawings whose fonts are not known.
func Estimate(text string, size float64, bold bool) float64 {
	w := 0.0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.Is(unicode.Me, r) || unicode.Is(unicode.Cf, r):
		case r >= 0x1100 && (r < 0x1200 || r >= 0x2E80 && r < 0xFB00 || r >= 0xFE30 && r < 0xFF60 || r >= 0x1F000):
			w += 1.05
		case r == ' ' || unicode.IsPunct(r) && r != '…' && r != '—' && r != '%' && r != '@' && r != '&':
			w += 0.42
		case unicode.IsUpper(r) || r == 'm' || r == 'w' || r == '…' || r == '—' || r == '%' || r == '@' || r == '&':
			w += 0.86
		case r < 0x250 || unicode.IsDigit(r):
			w += 0.62
		default:
			w += 0.74
		}
	}
	if bold {
		w *= 1.08
	}
	return w * size
}
