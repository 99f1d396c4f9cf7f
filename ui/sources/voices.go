package sources

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model/sources"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/words"
)

// newVoiceSheet returns the sheet of voices: a row for each voice, a column with the totals,
// and a column for each outlet.
func newVoiceSheet(c *Controller) *sheet {
	s := &sheet{corner: lang.L("Voice"), frozen: 1, column: -1}
	s.line = func(row int) line {
		v := c.table.Voices[row]
		detail := strings.Join(append(kindOf(v), v.Aliases...), " · ")
		return line{name: v.Name, detail: detail, letter: v.Letter, tip: voiceTip(v)}
	}
	s.cell = func(row, column int) cell {
		uses := c.uses(row, column)
		return cell{uses: &uses}
	}
	s.id = func(row int) string { return string(c.table.Voices[row].ID) }
	s.open = func(row, column int) {
		voice, outlet := "", ""
		if row >= 0 {
			voice = c.table.Voices[row].Name
		}
		if column > 0 {
			o := c.table.Outlets[column-1]
			if outlet = o.Name; o.Name == "" {
				c.win.Notice(lang.L("Articles without an outlet cannot be searched for by outlet."))
			}
		}
		c.win.Search(query(voice, outlet, true))
	}
	s.menu = [][]command.ID{{openID}, {renameID, joinID, divideID, aliasID, kindID, gradeID, deleteID}}
	return s
}

// uses returns the counts of a cell of the voices. The row -1 has the totals of the columns.
func (c *Controller) uses(row, column int) sources.Uses {
	switch {
	case row < 0 && column <= 0:
		var all sources.Uses
		for _, o := range c.table.Outlets {
			all = sources.Uses{Direct: all.Direct + o.Total.Direct, Indirect: all.Indirect + o.Total.Indirect, Mixed: all.Mixed + o.Total.Mixed}
		}
		return all
	case row < 0:
		return c.table.Outlets[column-1].Total
	case column <= 0:
		return c.table.Voices[row].Total
	}
	return c.table.Voices[row].Count[c.table.Outlets[column-1].ID]
}

// kindOf returns the kind of a voice in words, or "" if it has none.
func kindOf(v sources.Voice) []string {
	if v.Kind == "" {
		return nil
	}
	return []string{words.VoiceKind(v.Kind)}
}

func voiceTip(v sources.Voice) string {
	also := ""
	if len(v.Aliases) > 0 {
		also = lang.L("Also called {{.Names}}", map[string]any{"Names": strings.Join(v.Aliases, ", ")})
	}
	return words.Lines(v.Name, words.VoiceKind(v.Kind), also, letterInWords(v.Letter), usesInWords(v.Total))
}

// refreshVoices sorts the voices, and lists the outlets.
func (c *Controller) refreshVoices() {
	s := c.sheets[voicesSection]
	id := s.current()
	c.order.sort(c.table.Voices)
	s.rows = len(c.table.Voices)
	all, most := 1, 1
	for _, v := range c.table.Voices {
		all = max(all, v.Total.Total())
		for _, uses := range v.Count {
			most = max(most, uses.Total())
		}
	}
	s.columns = []column{{name: lang.L("All outlets"), ems: countEms, most: all, tip: lang.L("Sentences in all outlets")}}
	for _, o := range c.table.Outlets {
		articles := words.Articles(o.Articles)
		s.columns = append(s.columns, column{
			name: outletName(o), detail: articles, letter: o.Letter, ems: countEms, most: most,
			tip: words.Lines(outletName(o), letterInWords(o.Letter), articles, usesInWords(o.Total)),
		})
	}
	s.keep(id)
}
