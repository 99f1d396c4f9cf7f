package rehearse

import (
	"cmp"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/format"
)

// manner is how files are read, with the corrections of a preview.
type manner struct {
	encoding, language string
	divided            draft.Divisions
	allBlocks          map[string]bool // by path of a file
	headlinesAside     bool            // see intake.Options
}

// options returns the options of a reading. Columns are those of known tables, by
// format.Key.
func (m manner) options(columns map[string]format.Columns) intake.Options {
	return intake.Options{
		Encoding: m.encoding, Language: m.language, HeadlinesAside: m.headlinesAside,
		Mapped: func(names []string) (format.Columns, bool) {
			c, ok := columns[format.Key(names)]
			return c, ok
		},
		Division: func(text string) ([]model.Span, bool) {
			spans, ok := m.divided[text]
			return spans, ok
		},
		AllBlocks: func(path string) bool { return m.allBlocks[path] },
	}
}

// columnsByKey returns the columns of known tables, by format.Key. If a key occurs
// twice, the first mapping wins, which is the latest.
func columnsByKey(known []draft.Mapping) map[string]format.Columns {
	out := map[string]format.Columns{}
	for i := len(known) - 1; i >= 0; i-- {
		out[known[i].Key] = columnsOf(known[i])
	}
	return out
}

func columnsOf(m draft.Mapping) format.Columns {
	var c format.Columns
	for _, field := range format.Fields() {
		c.Set(field, cmp.Or(m.Columns[field], format.NoColumn))
	}
	c.Set(draft.Dates, m.Columns[draft.Dates])
	return c
}
