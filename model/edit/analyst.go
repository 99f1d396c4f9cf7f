package edit

import (
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
)

// Renaming returns the edit after which the analyst with a stored name is called name. The
// edit changes nothing if the analyst is called so already. The error is a *value.Error if
// nobody can be called so, or if another analyst is called so or nearly so.
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

// Showing returns the edit after which an analyst sees the layers of the others, or does
// not.
func Showing(names record.Names, analyst string, on bool) Record {
	return Of(record.LayersOf(analyst), names.Layers(analyst), &record.Layers{Shown: on})
}
