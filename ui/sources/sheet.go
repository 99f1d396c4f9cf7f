package sources

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/search"
	"assay.app/assay/model/sources"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/words"
)

// sheet is a table as the grid shows it. Its rows begin with a line and have a cell for each
// column. Rows are counted from 0; the row -1 is the heading, whose cells hold totals.
type sheet struct {
	corner  string // the heading of the lines
	columns []column
	frozen  int // the columns that do not scroll
	rows    int
	line    func(row int) line
	cell    func(row, column int) cell
	// id returns an id by which a row is found again after the table has been read again.
	id func(row int) string
	// open shows the sentences that a cell counts. The column -1 is the line.
	open func(row, column int)
	menu [][]command.ID // the commands in the menu of a row, in groups

	keepNext    string // the id of the row to make current after the next reading, or ""
	row, column int    // the current cell; the column -1 is the line
	left        int    // the number of columns after the frozen ones that are scrolled out
}

// column is the heading of a column.
type column struct {
	name, detail, letter string
	tip                  string
	ems                  float32 // its width, in multiples of the text size
	most                 int     // the total that has the widest bar
}

// line begins a row.
type line struct{ name, detail, letter, tip string }

// cell is the content of a row in a column: a text, or uses.
type cell struct {
	text string
	uses *sources.Uses
}

// The widths of columns, in multiples of the text size.
const (
	countEms = 7.6
	wordEms  = 9.5
)

// clamp keeps the current cell inside the table.
func (s *sheet) clamp() {
	s.row = max(0, min(s.row, s.rows-1))
	s.column = max(-1, min(s.column, len(s.columns)-1))
}

// keep makes the row with an id current again, if it is still there.
func (s *sheet) keep(id string) {
	if s.keepNext != "" {
		id, s.keepNext = s.keepNext, ""
	}
	for i := range s.rows {
		if s.id(i) == id {
			s.row = i
		}
	}
	s.clamp()
}

// current returns the id of the current row, or "".
func (s *sheet) current() string {
	if s.row < 0 || s.row >= s.rows {
		return ""
	}
	return s.id(s.row)
}

// order is an order of the voices.
type order int

const (
	byTotal order = iota
	byName
	byKind
)

// orderNames returns the names of the orders, indexed by order.
func orderNames() []string {
	return []string{lang.L("Most heard first"), lang.L("Name"), lang.L("Kind")}
}

// sort sorts voices. Voices that are equal in an order are sorted by name.
func (o order) sort(voices []sources.Voice) {
	name := func(a, b sources.Voice) int {
		return cmp.Or(cmp.Compare(value.Folded(a.Name), value.Folded(b.Name)), cmp.Compare(a.ID, b.ID))
	}
	slices.SortFunc(voices, func(a, b sources.Voice) int {
		switch o {
		case byName:
			return name(a, b)
		case byKind:
			return cmp.Or(kindRank(a.Kind)-kindRank(b.Kind), b.Total.Total()-a.Total.Total(), name(a, b))
		default:
			return cmp.Or(b.Total.Total()-a.Total.Total(), name(a, b))
		}
	})
}

// kindRank returns the index of a kind among all kinds. The empty kind comes last.
func kindRank(k model.VoiceKind) int {
	if i := slices.Index(model.VoiceKinds(), k); i >= 0 {
		return i
	}
	return len(model.VoiceKinds())
}

// usesText returns counts as cells show them, such as "3 · 2": direct, indirect and, unless it
// is 0, mixed.
func usesText(u sources.Uses) string {
	parts := []string{words.Number(u.Direct), words.Number(u.Indirect)}
	if u.Mixed > 0 {
		parts = append(parts, words.Number(u.Mixed))
	}
	return strings.Join(parts, " · ")
}

// usesInWords returns counts such as "3 direct, 2 indirect".
func usesInWords(u sources.Uses) string {
	if u.Total() == 0 {
		return lang.L("none")
	}
	parts := []string{}
	for _, part := range []struct {
		n    int
		mode model.SpeechMode
	}{{u.Direct, model.Direct}, {u.Indirect, model.Indirect}, {u.Mixed, model.Mixed}} {
		if part.n > 0 {
			parts = append(parts, words.Number(part.n)+" "+words.SpeechMode(part.mode))
		}
	}
	return strings.Join(parts, ", ")
}

// outletName returns the name of an outlet, or a text for articles without an outlet.
func outletName(o sources.Outlet) string { return cmp.Or(o.Name, lang.L("No outlet")) }

// letterInWords returns a letter with its wording, or "".
func letterInWords(letter string) string {
	if letter == "" {
		return ""
	}
	return letter + ": " + words.Reliability(letter)
}

// ruleInWords returns a sentence that says why grades contradict one another.
func ruleInWords(r sources.Rule) string {
	switch r {
	case sources.UnreliableConfirmed:
		return lang.L("The source is graded D or E, but the sentence is confirmed.")
	case sources.ReliableImprobable:
		return lang.L("The source is graded A or B, but the sentence is improbable.")
	case sources.NearerBetter:
		return lang.L("The outlet is graded D or E, but what is nearer to the sentence A or B.")
	case sources.RepeatsDiffer:
		return lang.L("You graded a sentence that repeats this one differently.")
	case sources.OneOrigin:
		return lang.L("The sentence is graded 1, but no statement shows that two independent origins say it.")
	default:
		return string(r)
	}
}

// query returns the query for the sentences of a voice in an outlet. An empty name stands for
// every voice, or for every outlet.
func query(voice, outlet string, anyVoice bool) string {
	var filters []search.Filter
	if voice != "" || anyVoice {
		filters = append(filters, voiceFilter(voice))
	}
	if outlet != "" {
		filters = append(filters, search.Filter{Kind: search.Outlet, Values: []string{outlet}})
	}
	return search.Query{Filters: filters}.String() + " "
}

// voiceFilter returns the filter for the sentences of a voice, or of any voice if the name is
// empty.
func voiceFilter(voice string) search.Filter {
	return search.Filter{Kind: search.Voice, Values: []string{cmp.Or(voice, "*")}}
}
