package record

import (
	"fmt"
	"math"
	"strings"

	"assay.app/assay/cmd/assayctl/output"
	"assay.app/assay/model"
	"assay.app/assay/model/draft"
	"assay.app/assay/storage/intake/format/article"
)

// ArticleFile is an article with the file that it was imported from.
type ArticleFile struct {
	ID   model.ArticleID `json:"id"`
	File string          `json:"file"`
}

// ArticleFileOf returns the record of an article.
func ArticleFileOf(a model.Article) ArticleFile { return ArticleFile{ID: a.ID, File: a.ImportPath} }

// Added is an article that was added, with the articles that have nearly the same
// text.
type Added struct {
	ArticleFile
	Similar   []Similar  `json:"similar"`
	VersionOf *VersionOf `json:"versionOf,omitempty"` // the article that it is probably a newer version of
}

// Refused is a file that was refused.
type Refused struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

// Similar is an article that has nearly the same text as another one.
type Similar struct {
	ArticleFile
	Title     string  `json:"title"`
	Outlet    string  `json:"outlet"`
	InProject bool    `json:"inProject"`
	Alike     float64 `json:"alike"` // from 0 to 1, rounded to hundredths
}

// SimilarOf returns the records of at most `most` articles; 0 means all.
func SimilarOf(similar []draft.Similar, most int) []Similar {
	if most > 0 && len(similar) > most {
		similar = similar[:most]
	}
	out := make([]Similar, 0, len(similar))
	for _, s := range similar {
		out = append(out, Similar{
			ArticleFile: ArticleFileOf(s.Article),
			Title:       strings.TrimSpace(s.Article.Metadata.Title), Outlet: s.Article.Metadata.Outlet,
			InProject: s.InProject, Alike: math.Round(100*s.Alike) / 100,
		})
	}
	return out
}

// Remark returns how similar the article is and the name of its file, for a table.
func (s Similar) Remark() string {
	return fmt.Sprintf("%.0f%% similar to %s", 100*s.Alike, output.OrDash(model.BaseName(s.File)))
}

// Table is a table as "import --dry-run --json" prints it: the names of its
// columns, and the columns that hold the fields of an article.
type Table struct {
	File    string            `json:"file"`
	Names   []string          `json:"names"`
	Columns map[string]string `json:"columns"`
	// DateOrder is the order of day, month and year in numeric dates, or "" if
	// there are no such dates.
	DateOrder string `json:"dateOrder,omitempty"`
}

// TableOf returns the record of a table that was read from the file at path.
func TableOf(path string, table article.Table) Table {
	columns := map[string]string{}
	for _, field := range article.Fields() {
		if column := table.Columns.Column(field); column != "" {
			columns[field] = column
		}
	}
	return Table{File: path, Names: table.Names, Columns: columns, DateOrder: table.DateOrder}
}
