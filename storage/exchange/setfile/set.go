// Package setfile reads annotation sets from files and checks them.
package setfile

import (
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Set is an annotation set that has been read and checked.
type Set struct {
	Exported  time.Time
	Generator string
	Project   model.ProjectInfo // the project that was exported: ID, Name and Created
	Query     string            // the search whose hits the set contains; "" for other sets
	Labelled  bool              // the set has only the sentences and asides with annotations or notes
	Codebook  model.Codebook
	Positions map[model.LabelKey]int // positions in the project's codebook of labels for which it is not the index in Codebook
	Outlets   []Outlet
	Articles  []Article
	Analysts  []string
	IDs       map[string]record.AnalystID // of the analysts, by name; empty in a set of version 1

	Version  int                          // of the set
	Versions map[model.Key]record.Version // of the labels and of the notes on outlets; empty in a set of version 1
	Records  []Record                     // those that are not listed with an article
}

// Founding returns the labels of the set that nobody has changed since the project
// began, with their positions. A project that is created to load the set begins with
// them.
func (s *Set) Founding() (book model.Codebook, positions map[model.LabelKey]int) {
	positions = map[model.LabelKey]int{}
	for i, l := range s.Codebook {
		if !s.Versions[record.LabelKey(l.Key)].Founding() {
			continue
		}
		if at, moved := s.Positions[l.Key]; moved {
			i = at
		}
		book, positions[l.Key] = append(book, l), i
	}
	return book, positions
}

// Record is a version of a record for which sets have no field of their own.
type Record struct {
	record.Held
	Beside bool // another version of the record stands
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
	Versions map[model.Key]record.Version // of its annotations and notes; empty in a set of version 1
	Records  []Record

	HasText bool // if false, Text is empty, and the spans refer to a text of Size bytes

	missing error // not nil if the article lacks units, which only a labelled set may
}
