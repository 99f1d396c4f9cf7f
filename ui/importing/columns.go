package importing

import (
	"maps"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"assay.app/assay/model/draft"
	"assay.app/assay/ui/control"
)

// columnsSide shows which column of a table holds which field, and lets the analyst
// choose other columns.
type columnsSide struct {
	im      *importer
	content *fyne.Container
	table   *draft.Table
	note    *widget.Label
	choices []*columnChoice
	order   *orderChoice
}

// columnChoice selects the column that holds a field.
type columnChoice struct {
	control.Selection
	field   string
	example *widget.Label
}

// columnFields returns the fields that columns can hold, each with its name.
func columnFields() [][2]string {
	return [][2]string{
		{"text", lang.L("Text")},
		{"title", lang.L("Title")},
		{"outlet", lang.L("Outlet")},
		{"byline", lang.L("Byline")},
		{"published", lang.L("Published")},
		{"time", lang.L("Time of day")},
		{"dateline", lang.L("Dateline")},
		{"language", lang.L("Language")},
		{"url", lang.L("Web address")},
	}
}

func newColumnsSide(im *importer, through control.Viewport) *columnsSide {
	s := &columnsSide{im: im}
	form := widget.NewForm()
	for _, field := range columnFields() {
		c := &columnChoice{field: field[0], example: widget.NewLabel("")}
		c.example.Truncation = fyne.TextTruncateEllipsis
		c.example.SizeName = theme.SizeNameCaptionText
		c.OnEscape, c.Viewport = im.leave, through
		c.Spoken = lang.L("Column for {{.Field}}", map[string]any{"Field": field[1]})
		c.OnChanged = func(string) { s.chosen() }
		c.ExtendBaseWidget(c)
		s.choices = append(s.choices, c)
		below := fyne.CanvasObject(c.example)
		if field[0] == "published" {
			s.order = newOrderChoice(s.chosen)
			s.order.OnEscape, s.order.Viewport = im.leave, through
			below = container.NewVBox(c.example, s.order)
		}
		form.Append(field[1], control.Tight(c, below))
	}
	s.note = control.Wrapped("")
	s.note.SizeName = theme.SizeNameCaptionText
	s.content = container.NewVBox(control.Subheading(lang.L("Columns of the table")), s.note, form)
	return s
}

// show shows the columns of a table, or nothing if t is nil. d is the selected
// draft, or nil.
func (s *columnsSide) show(t *draft.Table, d *draft.Article) {
	s.table = nil // while s.table is nil, changes of the form are not corrections
	if t == nil {
		s.content.Hide()
		return
	}
	options := append([]string{lang.L("none")}, t.Names...)
	for _, c := range s.choices {
		c.Options = options
		at := 0
		for i, name := range t.Names {
			if t.Columns[c.field] == name {
				at = i + 1
			}
		}
		c.SetSelectedIndex(at)
		example := ""
		if at > 0 && at <= len(t.First) {
			example = t.First[at-1]
		}
		control.SetOrHide(c.example, example)
	}
	s.order.set(t)
	s.note.SetText(lang.L("Applies to every table with these columns. Assay remembers it."))
	switch {
	case d != nil && !d.InTable():
		s.note.SetText(lang.L("This file was read as plain text. If it is a table of articles, choose the column with their texts."))
	case t.Columns["text"] == "":
		s.note.SetText(lang.L("Choose the column with the texts of the articles."))
	}
	s.table = t
	s.content.Show()
}

// chosen applies the chosen columns if they have changed. If one of them holds the
// texts, chosen rereads the table, and all other tables with the same columns,
// after a pause.
func (s *columnsSide) chosen() {
	t := s.table
	if t == nil {
		return
	}
	m := draft.Mapping{Key: t.Key, Columns: map[string]string{}}
	for _, c := range s.choices {
		if at := c.SelectedIndex(); at > 0 {
			m.Columns[c.field] = t.Names[at-1]
		}
	}
	if at := s.order.SelectedIndex(); at > 0 && s.order.Visible() {
		m.Columns[draft.Dates] = draft.DateOrders()[at-1]
	}
	if maps.Equal(m.Columns, t.Columns) {
		return
	}
	s.im.callOff()
	if m.Columns["text"] == "" { // without a column of texts, there is nothing to read
		t.Columns = m.Columns
		d, _ := s.im.shown()
		s.show(t, d)
		return
	}
	s.im.later = s.im.do.After(pause, func() { s.im.remap(m) })
}

// remap rereads the tables to which a mapping applies.
func (im *importer) remap(m draft.Mapping) {
	var sources []draft.Source
	encoding := ""
	for _, t := range im.preview.Tables {
		if t.Key == m.Key {
			sources = append(sources, t.Source())
		}
	}
	for _, d := range im.preview.Drafts {
		if s := d.Source(); len(sources) > 0 && s == sources[0] {
			encoding = d.Encoding
		}
	}
	im.again(draft.Rereading{Sources: sources, Encoding: encoding, Mapping: &m})
}
