package edit

import (
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// Renaming returns the edit that renames the analyst with a stored name. It changes nothing
// if the analyst already has the new name. The error is a *value.Error if nobody can have
// the name, or if another analyst has it or one that is alike; see value.AlikeNames.
func Renaming(names record.Names, stored, name string) (Record, error) {
	e := Record{Key: record.PersonOf(stored)}
	name, err := value.Analyst.Accept(name)
	if err == nil {
		err = names.Refuse(name, stored)
	}
	if now, renamed := names.Renamed(stored); renamed {
		e.Before = &record.Person{Name: now}
	}
	if name != stored {
		e.After = &record.Person{Name: name}
	}
	return e, err
}

// Showing returns the edit that shows an analyst the layers of the others, or hides them.
func Showing(names record.Names, analyst string, on bool) Record {
	return Of(record.LayersOf(analyst), names.Layers(analyst), &record.Layers{Shown: on})
}
