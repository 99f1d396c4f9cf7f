// Package draft holds an import before it is carried out: the recognised articles
// and the analyst's corrections.
package draft

import (
	"assay.app/assay/model"
	"assay.app/assay/model/edit"
)

// Preview is what an import would add, with the analyst's corrections.
type Preview struct {
	Drafts    []*Article
	Refused   []Refused
	Tables    []*Table
	Mappings  []Mapping       // of tables, corrected ones included, latest first
	Encodings []string        // in which a text can be read
	Divisions Divisions       // as corrected by the analyst
	AllBlocks map[string]bool // by the path of a file, whether all its blocks that look like articles are taken

	corrections []correction // of divisions, latest last
}

// Refused is a file, or a part of one, that cannot be imported.
type Refused struct {
	Path, File string
	Err        error // nil if only blocks were left out
	Text       bool  // it may be text in another encoding
	Partial    bool  // other articles of the file can be added
	More       int   // blocks that look like articles and were left out; they can be taken
}

// Source returns the file that was refused.
func (r Refused) Source() Source { return Source{r.Path, r.File} }

// Added is the result of an import.
type Added struct {
	Added   int // articles new to the project, or restored after having been removed
	Known   int // articles that the project already had
	Refused []Refused
	Changes []edit.Change   // as in the history; large ones are packed
	First   model.ArticleID // the first article added, or ""
}

// Duplicates returns the number of drafts for which IsDuplicate holds.
func (p *Preview) Duplicates() (n int) {
	for _, d := range p.Drafts {
		if d.IsDuplicate() {
			n++
		}
	}
	return n
}

// Wanted returns the drafts that are neither duplicates nor left out.
func (p *Preview) Wanted() []*Article {
	var out []*Article
	for _, d := range p.Drafts {
		if !d.IsDuplicate() && !d.Leave {
			out = append(out, d)
		}
	}
	return out
}

// Table returns the table at a path, or nil.
func (p *Preview) Table(path string) *Table {
	for _, t := range p.Tables {
		if t.Path == path {
			return t
		}
	}
	return nil
}

// Sharing returns the source of draft i, and whether the draft before or after it
// comes from the same source. It returns zero values if there is no draft i.
func (p *Preview) Sharing(i int) (s Source, several bool) {
	if i >= len(p.Drafts) {
		return Source{}, false
	}
	s = p.Drafts[i].Source()
	return s, i > 0 && p.Drafts[i-1].Source() == s || i+1 < len(p.Drafts) && p.Drafts[i+1].Source() == s
}

// BlocksLeft returns how many blocks of a source look like articles and were left out.
func (p *Preview) BlocksLeft(s Source) int {
	for _, r := range p.Refused {
		if r.More > 0 && r.Path == s.Path && r.File == s.File {
			return r.More
		}
	}
	return 0
}
