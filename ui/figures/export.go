package figures

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/control"
	"assay.app/assay/ui/dialog"
	"assay.app/assay/ui/explain"
	"assay.app/assay/ui/words"
)

const exportID command.ID = "figures.export"

// exportCommand returns the command that exports the current figure. It acts in the view, because
// no figure is counted before.
func (c *Controller) exportCommand() *command.Command {
	return &command.Command{
		ID: exportID, Title: lang.L("Export Figure…"), Group: command.File, Section: command.ExportSection, Submenu: lang.L("Export Other"),
		Disabled: c.needFigure, Run: c.export,
	}
}

// formats returns the formats of figures.
func formats() model.ExchangeFormats {
	return model.ExchangeFormats{{Ext: ".svg"}, {Ext: ".png"}, {Ext: ".csv"}}
}

// export asks for a file and writes the figure to it, arranged as it is shown. Drawings have all
// rows; tables have counts, not shares.
func (c *Controller) export() {
	if c.shown == nil {
		return
	}
	c.win.Session().EndTyping()
	p, f, w := c.project, c.drawn, c.words()
	choice := dialog.ExportChoice(lang.L("Export figure (.svg or .png for a drawing, .csv for a spreadsheet)"), formats())
	name := p.Info().Name + " " + words.LowerFirst(title(f.Cross))
	choice.Start = filepath.Join(filepath.Dir(p.Path()), dialog.FileNamed(name, choice.Ext, func(name string) string { return name }))
	plain := c.shown
	c.win.Choose(choice, func(path string) {
		c.win.RunToEnd(lang.L("Exporting"), lang.L("The export is still running. If you stop it, no file is written."), func(ctx context.Context, step func(dialog.Step)) error {
			step(dialog.Step{What: filepath.Base(path)})
			if strings.EqualFold(filepath.Ext(path), ".csv") {
				f, w.shares = plain, false
			}
			return p.ExportFigure(ctx, f, w.chart(), path)
		}, func(err error) {
			if !c.win.Failed(explain.Titled(lang.L("Could not export"), err)) {
				c.win.Written(path)
			}
		})
	})
}

// copy copies the figure as a table with tabs between its cells.
func (c *Controller) copy() {
	f, w := c.shown, c.words()
	w.shares = false
	var out strings.Builder
	line := func(cells []string) { out.WriteString(strings.Join(cells, "\t") + "\n") }
	head := []string{dimension(f.Cross.Rows)}
	for i := range f.Columns {
		head = append(head, text(c.view.numbers.title(i)))
	}
	single := len(f.Columns) == 1
	if !single {
		head = append(head, lang.L("Total"))
	}
	line(head)
	for r := range f.Rows {
		cells := []string{text(rowName(w, f, r))}
		for i := range f.Columns {
			cells = append(cells, strconv.Itoa(f.Count(r, i)))
		}
		if !single {
			cells = append(cells, strconv.Itoa(f.Sums[r]))
		}
		line(cells)
	}
	cells := []string{lang.L("Total")}
	for _, n := range f.Totals {
		cells = append(cells, strconv.Itoa(n))
	}
	if !single {
		cells = append(cells, strconv.Itoa(f.Total))
	}
	line(cells)
	c.win.Copy(out.String())
	c.win.Notice(lang.L("Numbers copied."))
}

// text returns a name for a cell of a table that is pasted. Spreadsheets would evaluate names that
// begin like a formula.
func text(name string) string {
	name = control.OneLine(name)
	if strings.IndexAny(name, "=+-@＝＋－＠") == 0 {
		return "'" + name
	}
	return name
}
