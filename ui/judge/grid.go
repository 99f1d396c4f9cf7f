package judge

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/rows"
	"assay.app/assay/ui/words"
)

// grid shows statements and rival explanations. Only visible rows have objects. Explanations scroll
// one at a time; left is the number of those that are scrolled out.
type grid struct {
	of          *Controller
	tips        *panel.Tips
	content     *fyne.Container
	list        *rows.List
	head        *gridHead
	about       *widget.Label // that no explanation is ranked
	effect      *widget.Label
	empty       *widget.Label
	row, column int // the current cell; column −1 is the statement
	left        int
}

func newGrid(c *Controller, tips *panel.Tips) *grid {
	g := &grid{of: c, tips: tips, about: control.Wrapped(""), effect: control.Wrapped(""), empty: control.Wrapped("")}
	g.about.SizeName, g.effect.SizeName = theme.SizeNameCaptionText, theme.SizeNameCaptionText
	g.empty.Alignment = fyne.TextAlignCenter
	g.list = rows.New(gridRows{g})
	g.list.OnClick = func(i int, _ fyne.KeyModifier) { g.choose(i, g.column) }
	g.list.OnMenu = func(i int, at fyne.Position) {
		g.choose(i, g.column)
		c.openMenu(at)
	}
	g.list.OnDrag, g.list.OnDrop = func(int, fyne.Position) {}, func(int, fyne.Position) {}
	g.list.OnEnter = func(i int, row fyne.CanvasObject) {
		if i < len(c.rivals.rows) {
			tips.Below(row, words.Lines(c.title(c.rivals.rows[i].statement), c.concluded(c.rivals.rows[i].statement), separates(c.rivals.rows[i].pairs)))
		}
	}
	g.list.OnLeave = tips.Leave
	g.list.OnKey = g.typed
	g.list.OnRune, g.list.OnShortcut = c.win.PressRune, c.win.PressShortcut
	g.list.OnFocus = func(on bool) { g.list.RefreshRow(g.row); c.focused(rivalsArea, on) }
	g.list.Spoken = g.spoken
	g.head = newGridHead(g)
	bottom := container.NewVBox(g.effect, g.about)
	g.content = container.NewBorder(g.head, bottom, nil, nil, container.NewStack(g.list, container.NewCenter(container.New(readable{}, g.empty))))
	return g
}

// refresh computes and shows the matrix again. The current statement stays current.
func (g *grid) refresh() {
	if !g.of.rivals.on {
		return
	}
	g.of.rivals.refresh(g.of)
	g.follow()
	g.clamp()
	setText(g.about, lang.L("Assay counts and ranks no explanation: studies since 2019 found that analysts who let such a matrix name a winner judged no better."))
	why := g.whyEmpty()
	setText(g.empty, why)
	g.empty.Hidden = why == ""
	g.effect.Hidden = why != ""
	g.head.Refresh()
	g.list.Refresh()
	g.say()
}

// follow makes the row of the current statement current.
func (g *grid) follow() {
	if i := slices.IndexFunc(g.of.rivals.rows, func(r rival) bool { return r.statement == g.of.at }); i >= 0 && i != g.row {
		g.row = i
		g.list.Reveal(i)
		g.list.RefreshStates()
	}
}

func (g *grid) clamp() {
	g.row = max(0, min(g.row, len(g.of.rivals.rows)-1))
	g.column = max(-1, min(g.column, len(g.of.rivals.explanations)-1))
	g.left = max(0, min(g.left, len(g.of.rivals.explanations)-1))
}

// whyEmpty returns the text to show in place of an empty matrix, or "".
func (g *grid) whyEmpty() string {
	switch {
	case len(g.of.rivals.explanations) == 0:
		return lang.L("Rival explanations are what may have happened, such as “The wall was old” and “The wall was struck”. Press {{.Key}} to add the first one. Then say of each statement whether it is consistent with it.",
			map[string]any{"Key": g.of.win.Key(newRivalID)})
	case len(g.of.rivals.rows) == 0:
		return lang.L("No statement matches the filter.")
	}
	return ""
}

// say shows what a change of the current cell would do.
func (g *grid) say() { setText(g.effect, g.of.whatIf()) }

// choose makes a cell current and focuses the matrix.
func (g *grid) choose(row, column int) {
	g.of.win.Focus(g.list)
	g.move(row, column)
}

// move makes a cell current, and scrolls to it.
func (g *grid) move(row, column int) {
	before, at, left := g.row, g.column, g.left
	g.row, g.column = row, column
	g.clamp()
	g.reveal()
	if len(g.of.rivals.rows) > 0 {
		g.of.choose(g.of.rivals.rows[g.row].statement)
	}
	g.list.Reveal(g.row)
	if g.left != left {
		g.list.Refresh()
	} else {
		g.list.RefreshRow(before)
		g.list.RefreshRow(g.row)
	}
	if g.left != left || g.column != at {
		g.head.Refresh()
	}
	g.say()
	g.of.win.ShowHints()
}

// toExplanation makes the column of an explanation current.
func (g *grid) toExplanation(id model.ExplanationID) {
	for i, e := range g.of.rivals.explanations {
		if e.ID == id {
			g.move(g.row, i)
		}
	}
}

// reveal scrolls the explanations as little as needed to show the current one.
func (g *grid) reveal() {
	if g.column < 0 {
		return
	}
	g.left = min(g.left, g.column)
	for g.left < g.column {
		if _, _, ok := g.place(g.column); ok {
			return
		}
		g.left++
	}
}

// typed handles a key. Keys without a meaning in the matrix go to the window.
func (g *grid) typed(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	switch {
	case mod&^fyne.KeyModifierShift != 0:
		g.of.win.PressKey(k)
		return
	case k.Name == fyne.KeyF10 && mod == fyne.KeyModifierShift, k.Name == menuKey:
		if len(g.of.rivals.rows) > 0 {
			g.of.openMenu(g.list.RowPosition(g.row))
		}
		return
	}
	row, column := g.row, g.column
	switch k.Name {
	case fyne.KeyDown:
		row++
	case fyne.KeyUp:
		row--
	case fyne.KeyPageDown:
		row += g.list.Page()
	case fyne.KeyPageUp:
		row -= g.list.Page()
	case fyne.KeyHome:
		row, column = 0, -1
	case fyne.KeyEnd:
		row = len(g.of.rivals.rows) - 1
	case fyne.KeyLeft:
		column--
	case fyne.KeyRight:
		column++
	default:
		g.of.win.PressKey(k)
		return
	}
	g.move(row, column)
}

// spoken returns the text of the current cell for screen readers.
func (g *grid) spoken() string {
	if why := g.whyEmpty(); why != "" {
		return RivalsTitle() + ": " + why
	}
	r := g.of.rivals.rows[g.row]
	place := lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": g.row + 1, "Count": len(g.of.rivals.rows)})
	e, ok := g.of.explanation()
	if !ok {
		return words.Joined(", ", g.of.title(r.statement), g.of.concluded(r.statement), separates(r.pairs), place)
	}
	return words.Joined(", ", g.of.title(r.statement), e.Title+": "+fitText(r.fits[g.column]), tallied(g.of.rivals.tally(g.column, -1, "")), place)
}

// The widths of the statement, of an explanation, and of how much a statement separates, in
// multiples of the text size.
const (
	leastStatement = 14
	explanationEms = 11
	separatesEms   = 11
)

// places returns the width of the statements, that of an explanation, and how many explanations
// fit.
func (g *grid) places() (statement, each float32, fit int) {
	em := theme.TextSize()
	width := g.content.Size().Width - theme.ScrollBarSize()
	statement = max(leastStatement*em, 0.34*width)
	room := width - statement - separatesEms*em
	n := max(1, len(g.of.rivals.explanations)-g.left)
	fit = max(1, min(n, int(room/(explanationEms*em))))
	each = min(room/float32(fit), 20*em)
	return statement, each, fit
}

// place returns where a column is, or false if it is not visible. The column after the last
// explanation is how much the statement separates.
func (g *grid) place(column int) (x, width float32, ok bool) {
	statement, each, fit := g.places()
	switch {
	case column < 0:
		return 0, statement, true
	case column >= len(g.of.rivals.explanations):
		return statement + each*float32(fit), separatesEms * theme.TextSize(), true
	case column < g.left || column >= g.left+fit:
		return 0, 0, false
	}
	return statement + each*float32(column-g.left), each, true
}

// under returns the column at a distance from the left edge.
func (g *grid) under(x float32) int {
	statement, each, fit := g.places()
	if x < statement {
		return -1
	}
	if i := int((x - statement) / each); i < fit {
		return g.left + i
	}
	return -1
}

// gridRows implements rows.Source.
type gridRows struct{ g *grid }

var _ rows.Source = gridRows{}

// Len implements rows.Source.
func (s gridRows) Len() int {
	if len(s.g.of.rivals.explanations) == 0 { // the text in place of the matrix is there instead
		return 0
	}
	return len(s.g.of.rivals.rows)
}

// Heading implements rows.Source. The heading of the matrix is not among the rows.
func (s gridRows) Heading(int) bool { return false }

// HeadingsBefore implements rows.Source.
func (s gridRows) HeadingsBefore(int) int { return 0 }

// NewRow implements rows.Source.
func (s gridRows) NewRow() fyne.CanvasObject { return newGridRow(s.g) }

// NewHeading implements rows.Source.
func (s gridRows) NewHeading() fyne.CanvasObject { return container.NewWithoutLayout() }

// Fill implements rows.Source.
func (s gridRows) Fill(i int, o fyne.CanvasObject) { o.(*gridRow).set(i) }

// State implements rows.Source.
func (s gridRows) State(i int) rows.State {
	return rows.State{Selected: i == s.g.row, Open: i == s.g.row}
}
