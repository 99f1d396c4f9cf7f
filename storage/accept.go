package storage

import (
	"fmt"
	"slices"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/value"
)

//  Checking values before they are written
//
// Values are normalised or refused where they come in; see package model/value.
// They are checked here once more, so that nothing is written that could not be
// read, exported or loaded later. Values that the project already holds are
// accepted even if they are invalid, because undo and other changes write them
// again.

// gate checks the values of changes.
type gate struct {
	names map[string]bool                 // analysts whose names were accepted
	held  func(name string) (bool, error) // reports whether the project holds an analyst; called only for invalid names
}

func newGate(held func(string) (bool, error)) gate { return gate{names: map[string]bool{}, held: held} }

// change checks the values that a change writes. If the change only repeats earlier
// values, as an undo does, it checks only the time and the analyst.
func (g gate) change(it item) error {
	c := it.change
	if err := value.CheckTime(c.At); err != nil {
		return fmt.Errorf("the clock: %w", err)
	}
	if c.Analyst != "" {
		if err := g.analyst(c.Analyst); err != nil {
			return err
		}
	}
	if c.Repeats() {
		return nil
	}
	var stood edit.Record // the last edit of a version that stands
	return it.each(func(e edit.Edit) error {
		if r, ok := e.(edit.Record); ok && !r.Beside {
			stood = r
		} else if ok && r.Key == stood.Key && r.After != nil && r.Kind().Same(r.After, stood.Before) {
			return nil // the version that stood is kept beside another
		}
		return g.edit(e)
	})
}

// edit checks the new values of an edit.
func (g gate) edit(e edit.Edit) error {
	switch e := e.(type) {
	case edit.Record:
		return g.record(e)
	case edit.Metadata:
		_, err := value.AcceptCorrection(e.Before, e.After)
		return err
	case edit.Units, edit.Presence:
		return nil
	}
	return fmt.Errorf("an edit of type %T is not known", e)
}

func (g gate) record(e edit.Record) error {
	if e.After == nil {
		return nil
	}
	kind := e.Kind()
	if e.Settles != nil && slices.ContainsFunc(e.Settles.Drops, func(c any) bool { return kind.Same(c, e.After) }) {
		return nil // the project has it as a version that did not stand
	}
	if err := kind.Check(e.Before, e.After); err != nil {
		return err
	}
	by := kind.By(e.Key, e.After)
	if by == "" || e.Before != nil && by == kind.By(e.Key, e.Before) {
		return nil
	}
	return g.analyst(by)
}

func (g gate) analyst(name string) error {
	if g.names[name] {
		return nil
	}
	if refused := value.Analyst.Check(name); refused != nil {
		held, err := g.held(name)
		if err != nil {
			return err
		}
		if !held {
			return refused
		}
	}
	g.names[name] = true
	return nil
}

// checkValues checks the values of an article that is being imported.
func checkValues(a model.Article) error {
	if _, err := value.AcceptMetadata(a.Metadata); err != nil {
		return err
	}
	if _, err := value.AcceptSource(a.Source); err != nil {
		return err
	}
	if err := value.Encoding.Check(a.Encoding); err != nil {
		return err
	}
	if err := value.Path.Check(a.ImportPath); err != nil {
		return err
	}
	return value.CheckTime(a.ImportedAt)
}

// acceptCodebook returns the labels of a new project, normalised. It returns an
// error if there are too many, if one of them is invalid, or if two have the same
// key.
func acceptCodebook(book model.Codebook) (model.Codebook, error) {
	if len(book) > value.MostLabels {
		return nil, &value.Error{Kind: value.Labels, Problem: value.TooMany, Most: value.MostLabels}
	}
	out := make(model.Codebook, 0, len(book))
	for i, l := range book {
		l, err := value.AcceptLabel(l)
		if _, twice := out.Find(l.Key); err == nil && twice {
			err = fmt.Errorf("label %q occurs twice", l.Key)
		}
		if err != nil {
			return nil, fmt.Errorf("label %d of the codebook: %w", i+1, err)
		}
		out = append(out, l)
	}
	return out, nil
}

// acceptIdentity returns the options with the normalised identity of a new project.
// It returns an error if the identity or the time of the clock is invalid.
func acceptIdentity(opts Options) (Options, error) {
	if err := value.CheckTime(opts.Now()); err != nil {
		return opts, fmt.Errorf("the clock: %w", err)
	}
	var err error
	opts.Identity, err = value.AcceptIdentity(opts.Identity)
	return opts, err
}
