package main

import (
	"cmp"
	"slices"
	"sync"

	"assay.app/assay/storage/intake/format/article"
)

// tableFile is a table as "import --dry-run --json" prints it: its columns, and
// which of them holds what.
type tableFile struct {
	File    string            `json:"file"`
	Names   []string          `json:"names"`
	Columns map[string]string `json:"columns"`
	// DateOrder is that of dates in numbers, where the column tells.
	DateOrder string `json:"dateOrder,omitempty"`
}

// tables gathers the tables that are read, from several goroutines.
type tables struct {
	guard sync.Mutex
	all   []tableFile
}

// watchTables gathers the tables that r reads from now on.
func (r *reading) watchTables() *tables {
	t := &tables{all: []tableFile{}}
	r.opts.Table = t.add
	return t
}

func (t *tables) add(path string, table article.Table) {
	columns := map[string]string{}
	for _, field := range article.Fields() {
		if column := table.Columns.Column(field); column != "" {
			columns[field] = column
		}
	}
	t.guard.Lock()
	defer t.guard.Unlock()
	t.all = append(t.all, tableFile{File: path, Names: table.Names, Columns: columns, DateOrder: table.DateOrder})
}

// list gives the tables by their files. Nothing may be read any more.
func (t *tables) list() []tableFile {
	slices.SortFunc(t.all, func(a, b tableFile) int { return cmp.Compare(a.File, b.File) })
	return t.all
}
