package find

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model"
	"assay.app/assay/model/finding"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/look"
)

// searchRow is a row of the list of results.
type searchRow struct {
	kind          rowKind
	hit           int    // index of the hit, or of the first hit below an article
	count         int    // number of hits below an article
	title, detail string // empty for hits and articles
}

type rowKind uint8

const (
	rowArticle rowKind = iota // an article or an outlet, above its hits
	rowHit                    // a sentence or a note
	rowHeading                // a heading above saved searches or examples
	rowSaved                  // a saved search
	rowExample                // an example of a query
)

// chosen reports whether a row can be chosen.
func (r searchRow) chosen() bool { return r.kind != rowArticle && r.kind != rowHeading }

// rowsNow returns the rows for the hits. For an empty query, it returns those for
// the saved searches and some examples.
func (v *searchView) rowsNow() []searchRow {
	if v.Query().Empty() && v.Mistake() == nil {
		return v.rowsOfNothing()
	}
	rows := make([]searchRow, 0, len(v.Hits())+v.Tally().Articles+1)
	head := 0
	for i, h := range v.Hits() {
		if i == 0 || h.Article != v.Hits()[i-1].Article || h.Outlet != v.Hits()[i-1].Outlet {
			head = len(rows)
			rows = append(rows, searchRow{kind: rowArticle, hit: i})
		}
		rows[head].count++
		rows = append(rows, searchRow{kind: rowHit, hit: i})
	}
	return rows
}

// rowsOfNothing returns the rows for an empty query: the saved searches and some
// examples.
func (v *searchView) rowsOfNothing() []searchRow {
	var rows []searchRow
	if saved := v.Saved.List(); len(saved) > 0 {
		rows = append(rows, searchRow{kind: rowHeading, title: lang.L("Saved searches"), detail: lang.L("F2 renames, Delete removes")})
		for _, s := range saved {
			rows = append(rows, searchRow{kind: rowSaved, title: s.Name, detail: s.Query})
		}
	}
	rows = append(rows, searchRow{kind: rowHeading, title: lang.L("Examples"), detail: lang.L("Press Enter to try one, F1 for more")})
	for _, e := range examples() {
		if e.early {
			rows = append(rows, searchRow{kind: rowExample, title: e.text, detail: e.says})
		}
	}
	return rows
}

// rowOf returns the index of the row of a hit. If there are no hits, it returns the
// index of the row below the first heading, or 0 if there are no rows.
func (v *searchView) rowOf(hit int) int {
	if len(v.Hits()) == 0 {
		return min(1, max(0, len(v.rows)-1))
	}
	// The rows are sorted by hit. The row of an article has the index of its first
	// hit.
	lo, hi := 0, len(v.rows)
	for lo < hi {
		if mid := (lo + hi) / 2; v.rows[mid].hit < hit || v.rows[mid].hit == hit && v.rows[mid].kind == rowArticle {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

func (v *searchView) update(i int, o fyne.CanvasObject) {
	if i >= len(v.rows) {
		return
	}
	row, r := o.(*foundRow), v.rows[i]
	row.tapped = func() {
		if r.chosen() {
			v.list.Choose(i)
			v.accept()
		}
	}
	switch r.kind {
	case rowArticle:
		h := v.Hits()[r.hit]
		title, facts := h.Outlet, lang.L("Outlet")
		if h.Article != "" {
			title, facts = v.Name(h.Article)
		}
		row.name(title, facts, strconv.Itoa(r.count))
	case rowHit:
		v.updateHit(row, v.Hits()[r.hit])
	case rowHeading:
		row.name(r.title, r.detail, "")
	default:
		row.offer(r.title, r.detail)
	}
}

func (v *searchView) updateHit(row *foundRow, h finding.Hit) {
	letter, ink := "", color.Color(nil)
	if doc := v.Document(h.Article); doc != nil && h.Span != (model.Span{}) {
		letter, ink = v.Label(doc, h.Span)
	}
	row.hit(h, letter, ink)
}

// foundRow shows a row of the list.
type foundRow struct {
	widget.BaseWidget
	kind               rowKind
	back, chip         *canvas.Rectangle
	letter             *canvas.Text
	sheet              *widget.Icon // marks a note
	text, facts, count *control.MarkedText
	tapped             func()
}

var (
	_ fyne.Widget   = (*foundRow)(nil)
	_ fyne.Tappable = (*foundRow)(nil)
)

func newFoundRow() *foundRow {
	r := &foundRow{
		text: control.NewMarkedText(theme.SizeNameText), facts: control.NewMarkedText(theme.SizeNameCaptionText), count: control.NewMarkedText(theme.SizeNameCaptionText),
		back: canvas.NewRectangle(color.Transparent), chip: canvas.NewRectangle(color.Transparent),
		letter: canvas.NewText("", color.Transparent), sheet: widget.NewIcon(theme.DocumentCreateIcon()),
	}
	r.letter.Alignment = fyne.TextAlignCenter
	r.letter.TextStyle.Bold = true
	r.ExtendBaseWidget(r)
	return r
}

// before is the largest number of bytes of a hit that are shown before the first
// mark.
const before = 48

// name shows an article or a heading.
func (r *foundRow) name(title, facts, count string) {
	r.set(rowArticle, title, nil, facts, "")
	r.count.Set(count, nil, look.ColorDim)
	r.Refresh()
}

// hit shows a sentence or a note. If the first mark is far from the beginning, an
// ellipsis replaces the beginning.
func (r *foundRow) hit(h finding.Hit, letter string, ink color.Color) {
	text, marks := control.AroundMark(h.Text, h.Marks, before)
	r.set(rowHit, text, marks, "", letter)
	r.sheet.Hidden = !h.Note
	if letter != "" {
		r.letter.Color = look.Current(theme.ColorNameForeground)
		r.chip.FillColor = look.Solid(ink, look.Variant())
	}
	r.Refresh()
}

// offer shows a saved search or an example.
func (r *foundRow) offer(title, detail string) {
	r.set(rowSaved, title, nil, detail, "")
	r.Refresh()
}

func (r *foundRow) set(kind rowKind, text string, marks []model.Span, facts, letter string) {
	r.kind, r.text.Bold = kind, kind == rowArticle
	r.text.Set(text, marks, theme.ColorNameForeground)
	r.facts.Set(facts, nil, look.ColorDim)
	r.count.Set("", nil, look.ColorDim)
	r.letter.Text, r.chip.Hidden, r.letter.Hidden, r.sheet.Hidden = letter, letter == "", letter == "", true
	r.back.FillColor = color.Transparent
	if kind == rowArticle {
		r.back.FillColor = look.Current(look.ColorPane)
	}
}

// Tapped implements fyne.Tappable.
func (r *foundRow) Tapped(*fyne.PointEvent) { r.tapped() }

// AccessibilityLabel implements fyne.Accessible.
func (r *foundRow) AccessibilityLabel() string { return r.letter.Text + " " + r.text.Text }

// AccessibilityRole implements fyne.Accessible.
func (r *foundRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (r *foundRow) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: foundLayout{r}, Objects: []fyne.CanvasObject{
		r.back, r.chip, r.letter, r.sheet, r.text, r.facts, r.count,
	}})
}

// foundLayout puts the facts of a row after its title, and the count at the right
// edge. A hit has the letter of its label or the sign of a note in front, and its
// text fills the rest of the row.
type foundLayout struct{ row *foundRow }

// MinSize implements fyne.Layout.
func (l foundLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(200, l.row.text.MinSize().Height+4)
}

// Layout implements fyne.Layout.
func (l foundLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	r := l.row
	height, small := r.text.MinSize().Height, r.facts.MinSize().Height
	y := (size.Height - height) / 2
	below := y + (height-small)*0.75 // puts all texts of the row on one baseline
	r.back.Resize(size)
	left := float32(control.OfferedPad)
	if r.kind == rowHit {
		side := theme.Size(look.SizeSmall) * 1.5
		at := fyne.NewPos(left, (size.Height-side)/2)
		r.chip.CornerRadius, r.letter.TextSize = 3, theme.Size(look.SizeSmall)
		for _, o := range []fyne.CanvasObject{r.chip, r.letter, r.sheet} {
			o.Move(at)
			o.Resize(fyne.NewSquareSize(side))
		}
		left += side + control.OfferedPad
	} else if r.kind == rowSaved {
		left += control.OfferedPad
	}
	right := size.Width - control.OfferedPad
	if r.count.Text != "" {
		w := r.count.Width() + 1
		r.count.Move(fyne.NewPos(right-w, below))
		r.count.Resize(fyne.NewSize(w, small))
		right -= w + control.OfferedPad
	}
	room := max(0, right-left)
	text := room // the whole width, so that text from right to left starts at the right
	if r.kind != rowHit {
		text = min(r.text.Width()+1, room)
	}
	if r.facts.Text != "" {
		text = min(text, max(room*0.6, room-r.facts.Width()-1-1.5*control.OfferedPad))
	}
	r.text.Move(fyne.NewPos(left, y))
	r.text.Resize(fyne.NewSize(text, height))
	left += text + 1.5*control.OfferedPad
	r.facts.Move(fyne.NewPos(left, below))
	r.facts.Resize(fyne.NewSize(max(0, right-left), small))
}
