package storage

import (
	"fmt"

	"assay.app/assay/model/edit"
	"assay.app/assay/storage/codec"
	"assay.app/assay/storage/ledger"
)

// item is a queued change with the articles that it adds.
type item struct {
	change    edit.Change   // without its edits if they are packed
	packed    *codec.Packed // nil if the change was not packed
	documents []*incoming
}

// each calls visit with the edits of the change, and stops at the first error.
func (it item) each(visit func(edit.Edit) error) error {
	if it.packed != nil {
		return it.packed.Each(visit)
	}
	for _, e := range it.change.Edits {
		if err := visit(e); err != nil {
			return err
		}
	}
	return nil
}

// presences returns the edits that add articles to the corpus or remove them.
func (it item) presences() []edit.Presence {
	if it.packed != nil {
		return it.packed.Presences
	}
	return codec.PresencesIn(it.change.Edits)
}

// encode returns the encoded change with the link of the change before it.
func (it item) encode(link []byte) ([]byte, error) {
	if it.packed != nil {
		return it.packed.Linked(link), nil
	}
	return codec.EncodeChange(it.change, link)
}

// applyAll applies the items in order. If one of them cannot be applied, the error
// is a *badChange.
func applyAll(tx ledger.Tx, items []item) error {
	t, err := newTransaction(tx)
	if err != nil {
		return err
	}
	for i, it := range items {
		if err := t.apply(it); err != nil {
			return &badChange{index: i, change: it.change, err: err}
		}
	}
	return t.finish()
}

// badChange is the error of a change that cannot be applied.
type badChange struct {
	index  int // index of the change in its batch
	change edit.Change
	err    error
}

// Error implements error.
func (e *badChange) Error() string {
	return fmt.Sprintf("change %d (%s, by %q) cannot be saved: %v", e.change.ID, e.change.Verb, e.change.Analyst, e.err)
}

// Unwrap implements errors.Unwrap.
func (e *badChange) Unwrap() error { return e.err }
