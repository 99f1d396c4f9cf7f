package main

import (
	"context"
	"fmt"
	"io"
	"math"
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/intake"
	"assay.app/assay/storage/intake/rehearse"
)

// similarFile is an article with nearly the same text as another one.
type similarFile struct {
	importedFile
	Title     string  `json:"title"`
	Outlet    string  `json:"outlet"`
	InProject bool    `json:"inProject"`
	Alike     float64 `json:"alike"`
}

// similarFiles returns articles as they are printed, at most so many of them;
// 0 is any number.
func similarFiles(similar []intake.Similar, most int) []similarFile {
	if most > 0 && len(similar) > most {
		similar = similar[:most]
	}
	files := make([]similarFile, 0, len(similar))
	for _, s := range similar {
		files = append(files, similarFile{
			importedFile: importedFile{ID: s.Article.ID, File: s.Article.ImportPath},
			Title:        strings.TrimSpace(s.Article.Metadata.Title), Outlet: s.Article.Metadata.Outlet,
			InProject: s.InProject, Alike: math.Round(100*s.Alike) / 100,
		})
	}
	return files
}

// remark says in a table which article is nearly the same.
func (s similarFile) remark() string {
	return fmt.Sprintf("%.0f %% like %s", 100*s.Alike, orDash(baseName(s.File)))
}

// An import compares each article with at most mostCompared others, which takes
// some 100 MB, and prints at most mostSimilar that are nearly the same.
const (
	mostCompared = 1 << 16
	mostSimilar  = 8
)

// lookalikes finds articles with nearly the same text while an import goes on:
// in the project, which is read when there is something new to add, and among
// the files that were read before.
type lookalikes struct {
	ctx     context.Context
	project *storage.Project
	like    rehearse.Likeness
	learned bool
	err     error // what ended the import
}

func newLookalikes(ctx context.Context) *lookalikes {
	return &lookalikes{ctx: ctx, like: rehearse.Likeness{Most: mostCompared}}
}

// to returns the articles that are nearly the same as one that was just read,
// and reports whether the import can go on.
func (l *lookalikes) to(doc *model.Document) ([]similarFile, bool) {
	known, err := l.project.Has(doc.ID)
	if err == nil && !known && !l.learned {
		l.learned = true
		err = l.like.Learn(l.ctx, l.project, func(int, int) {})
	}
	if err != nil {
		l.err = err
		return nil, false
	}
	similar := l.like.To(doc, !known)
	if known {
		return nil, true
	}
	return similarFiles(similar, mostSimilar), true
}

// sayFull says that not all articles were compared.
func (l *lookalikes) sayFull(stderr io.Writer) {
	if l.like.Full() {
		say(stderr, fmt.Sprintf("the project has many articles: new ones were compared with the first %d only", mostCompared))
	}
}
