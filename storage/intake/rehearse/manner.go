package rehearse

import (
	"cmp"

	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/format/article"
	"assay.app/assay/storage/intake/format/table"
)

// manner holds the options for reading files, with the corrections of a preview.
type manner struct {
	encoding, language string
	divided            draft.Divisions
	allBlocks          map[string]bool // keys are file paths
	headlinesAside     bool            // see intake.Options
}

// options returns the options for reading. columns has the columns of known tables,
// by table.Key.
func (m manner) options(columns map[string]article.Columns) intake.Options {
	return intake.Options{
		Encoding: m.encoding, Language: m.language, HeadlinesAside: m.headlinesAside,
		Mapped: func(names []string) (article.Columns, bool) {
			c, ok := columns[table.Key(names)]
			return c, ok
		},
		Division: func(text string) ([]model.Span, bool) {
			spans, ok := m.divided[text]
			return spans, ok
		},
		AllBlocks: func(path string) bool { return m.allBlocks[path] },
	}
}

// columnsByKey returns the columns of known tables, by table.Key. known has the
// latest mapping first. If a key occurs twice, columnsByKey takes the latest.
func columnsByKey(known []draft.Mapping) map[string]article.Columns {
	out := map[string]article.Columns{}
	for i := len(known) - 1; i >= 0; i-- {
		out[known[i].Key] = columnsOf(known[i])
	}
	return out
}

func columnsOf(m draft.Mapping) article.Columns {
	var c article.Columns
	for _, field := range article.Fields() {
		c.Set(field, cmp.Or(m.Columns[field], article.NoColumn))
	}
	c.Set(draft.Dates, m.Columns[draft.Dates])
	return c
}
