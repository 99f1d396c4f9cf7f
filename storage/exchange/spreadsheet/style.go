package spreadsheet

import (
	"fmt"
	"math"

	"github.com/xuri/excelize/v2"

	"assay.app/assay/model"
)

// Style is how a cell looks. Books have more styles, for labels; see Book.LabelStyle.
type Style int

// The styles.
const (
	Plain     Style = iota
	headStyle       // for headings
	Wrapped         // for long texts
	Number          // for whole numbers
	Date
	Time // for a date with a time of day
	Link
	Centred
	Blue // centred signs, in ink of this colour on a tint of it
	Grey
	Red
	Amber
	Dim // centred, for what is less important
)

// wraps reports whether long texts in the style are broken into lines.
func (st Style) wraps() bool {
	switch st {
	case Plain, Number, Date, Time, Link:
		return false
	default:
		return true
	}
}

// styles holds the styles of a workbook.
type styles struct {
	ids    []int // excelize's, by style
	labels map[model.LabelKey]Style
}

// id returns excelize's number of a style.
func (s *styles) id(st Style) int {
	if int(st) < len(s.ids) {
		return s.ids[st]
	}
	return s.ids[Plain]
}

// ofLabel returns the style of a label's cells.
func (s *styles) ofLabel(key model.LabelKey) Style {
	if st, ok := s.labels[key]; ok {
		return st
	}
	return Centred
}

// The colours of the window's light look: ink on a tint of the same colour.
const (
	blueInk, blueTint   = "0B4F9E", "E3EEFA"
	greyInk, greyTint   = "555555", "F2F2F2"
	redInk, redTint     = "A3141E", "FBE4E4"
	amberInk, amberTint = "7A4A00", "FDF0D5"
	headTint            = "E4E7EB"
)

// The font of all cells, which is that of excelize's first style.
const (
	fontName = "Calibri"
	fontSize = 11
)

// inked returns the font in a colour.
func inked(color string) *excelize.Font {
	return &excelize.Font{Color: color, Family: fontName, Size: fontSize}
}

// newStyles makes the styles in a file of excelize.
func newStyles(f *excelize.File, book model.Codebook) (*styles, error) {
	top := func(wrap bool) *excelize.Alignment { return &excelize.Alignment{Vertical: "top", WrapText: wrap} }
	centre := &excelize.Alignment{Vertical: "top", Horizontal: "center", WrapText: true}
	filled := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	signed := func(ink, tint string) *excelize.Style {
		return &excelize.Style{Alignment: centre, Fill: filled(tint), Font: inked(ink)}
	}
	date, clock := "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
	all := []*excelize.Style{
		Plain: {Alignment: top(false)},
		headStyle: {
			Alignment: top(true), Font: &excelize.Font{Bold: true, Family: fontName, Size: fontSize}, Fill: filled(headTint),
			Border: []excelize.Border{{Type: "bottom", Color: greyInk, Style: 1}},
		},
		Wrapped: {Alignment: top(true)},
		Number:  {Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right", Indent: 1}, NumFmt: 1},
		Date:    {Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, CustomNumFmt: &date},
		Time:    {Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}, CustomNumFmt: &clock},
		Link:    {Alignment: top(false), Font: &excelize.Font{Color: blueInk, Underline: "single", Family: fontName, Size: fontSize}},
		Centred: {Alignment: centre},
		Blue:    signed(blueInk, blueTint),
		Grey:    signed("000000", greyTint),
		Red:     signed(redInk, redTint),
		Amber:   signed(amberInk, amberTint),
		Dim:     {Alignment: centre, Font: inked(greyInk)},
	}
	s := &styles{labels: make(map[model.LabelKey]Style, len(book))}
	for _, l := range book {
		s.labels[l.Key] = Style(len(all))
		all = append(all, &excelize.Style{Alignment: centre, Fill: filled(tint(l.Color))})
	}
	for _, one := range all {
		id, err := f.NewStyle(one)
		if err != nil {
			return nil, fmt.Errorf("make a style: %w", err)
		}
		s.ids = append(s.ids, id)
	}
	return s, nil
}

// tintShare is the share of a label's colour behind text, as in the window.
const tintShare = 0.62

// tint returns a label's colour, given as "#RRGGBB", as a background for black text: mixed with
// white until the contrast is at least 4.5 (WCAG 2.2, level AA). It returns white for anything
// that is not a colour.
func tint(color string) string {
	var r, g, b int
	if n, err := fmt.Sscanf(color, "#%02x%02x%02x", &r, &g, &b); len(color) != 7 || n != 3 || err != nil {
		return "FFFFFF"
	}
	for share := tintShare; ; share -= 0.02 {
		mix := func(c int) int { return int(math.Round(float64(c)*share + 255*(1-share))) }
		mr, mg, mb := mix(r), mix(g), mix(b)
		if share <= 0 || (luminance(mr, mg, mb)+0.05)/0.05 >= 4.5 {
			return fmt.Sprintf("%02X%02X%02X", mr, mg, mb)
		}
	}
}

// luminance returns the relative luminance of a colour as WCAG 2.2 defines it.
func luminance(r, g, b int) float64 {
	channel := func(v int) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}
