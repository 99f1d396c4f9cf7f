package setfile

import (
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// Held returns all versions of the records of an article, by key. The first version of
// each record stands. In a set of version 1, versions have no stamps. Versions of grades taken
// from notes never have one.
func (a Article) Held() map[model.Key][]record.Held {
	out := map[model.Key][]record.Held{}
	for span, list := range a.Annotations {
		for _, one := range list {
			key := record.OnSentence(a.ID, span, one.Analyst)
			out[key] = []record.Held{{Key: key, Version: a.Versions[key], Content: &one}}
		}
	}
	addNotes(out, a.Notes, a.Versions)
	addRecords(out, a.Records)
	addGrades(out, a.Notes)
	return out
}

// Held returns the versions of all records that the set lists outside its articles, by
// key. Of the labels in the codebook it includes only those with a stamp. The first
// version of each record stands, except that the standing version of a note on an
// article is listed with the article.
func (s *Set) Held() map[model.Key][]record.Held {
	out := map[model.Key][]record.Held{}
	for _, o := range s.Outlets {
		addNotes(out, o.Notes, s.Versions)
	}
	for i, l := range s.Codebook {
		key := record.LabelKey(l.Key)
		if at, moved := s.Positions[l.Key]; moved {
			i = at
		}
		if v, known := s.Versions[key]; known {
			out[key] = []record.Held{{Key: key, Version: v, Content: &record.Entry{Label: l, Position: i}}}
		}
	}
	addRecords(out, s.Records)
	for _, o := range s.Outlets {
		addGrades(out, o.Notes)
	}
	return out
}

// addGrades adds the grades that notes themselves have from older versions of Assay, unless
// the set has a record of the grade. These versions have no stamps, even if those of the notes
// do.
func addGrades(to map[model.Key][]record.Held, notes []model.Note) {
	for key, n := range record.GradingNotes(notes) {
		if len(to[key]) == 0 {
			_, g := record.FromNote(&n)
			to[key] = []record.Held{{Key: key, Content: g}}
		}
	}
}

func addNotes(to map[model.Key][]record.Held, notes []model.Note, versions map[model.Key]record.Version) {
	for _, n := range notes {
		key := record.NoteID(n.ID)
		to[key] = []record.Held{{Key: key, Version: versions[key], Content: &n}}
	}
}

func addRecords(to map[model.Key][]record.Held, records []Record) {
	for _, r := range records {
		if r.Beside {
			to[r.Key] = append(to[r.Key], r.Held)
		} else {
			to[r.Key] = slices.Insert(to[r.Key], 0, r.Held)
		}
	}
}
