package report

import (
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model/report"
)

// columns computes the widths of the columns of a table, which its rows share.
type columns struct {
	rows   [][][]report.Run // by row and column
	share  []float64        // the widths, as shares of 1
	width  float32          // of the table, for which widths are
	widths []float32
}

// fit returns the widths of the columns in a table of a width. Each column has its share, and more
// if a word needs it, which those with room to spare give up. The result is nil if the words need
// more than there is, or if t is nil.
func (t *columns) fit(m *measures, width float32) []float32 {
	if t == nil || len(t.share) < 2 {
		return nil
	}
	if t.width == width {
		return t.widths
	}
	t.width, t.widths = width, nil
	room := width - float32(len(t.share)-1)*cellGap*theme.TextSize()
	least := t.least(m)
	need, spare := float32(0), float32(0)
	for i, share := range t.share {
		extra := room*float32(share) - least[i]
		if need -= min(extra, 0); extra > 0 {
			spare += extra
		}
	}
	if need > spare {
		return nil
	}
	for i, share := range t.share {
		w := room * float32(share)
		if extra := w - least[i]; extra > 0 {
			w -= need * extra / spare
		} else {
			w = least[i]
		}
		t.widths = append(t.widths, w)
	}
	return t.widths
}

// least returns the width of the longest word of each column, but no more than that of a long word.
func (t *columns) least(m *measures) []float32 {
	least := make([]float32, len(t.share))
	for k, row := range t.rows {
		for i, runs := range row {
			text := newProse(m, runs, tableSize, theme.ColorNameForeground, k == 0)
			least[i] = max(least[i], min(text.longest(), longWord*theme.TextSize()))
		}
	}
	return least
}
