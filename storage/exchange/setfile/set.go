// Package setfile reads annotation sets from files and checks them.
package setfile

import (
	"time"

	"assay.app/assay/model"
)

// Set is an annotation set that has been read and checked.
type Set struct {
	Exported  time.Time
	Generator string
	Project   model.ProjectInfo // the project that was exported: ID, Name and Created
	Query     string            // the search whose hits the set contains; "" for other sets
	Labelled  bool              // the set has only the sentences and asides with annotations or notes
	Codebook  model.Codebook
	Outlets   []Outlet
	Articles  []Article
	Analysts  []string
}

// Outlet is an outlet with the notes on it.
type Outlet struct {
	Name  string
	Notes []model.Note // with the outlet as Target
}

// Article is one article of a set with its annotations and notes. In a labelled set it
// may lack units.
type Article struct {
	*model.Document
	HasText bool // if false, Text is empty, and the spans refer to a text of Size bytes

	missing error // that the article lacks units; an error unless the set is labelled
}
