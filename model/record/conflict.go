package record

import (
	"cmp"
	"crypto/sha256"
	"fmt"

	"assay.app/assay/model"
)

// Conflict is a version of a record that does not stand, and that is not in the past of
// the version that stands.
type Conflict struct {
	Subject model.Subject // what the record is about
	Held    []Held        // all versions of the record; the first one stands
	Which   int           // the index in Held of the version that does not stand
}

// Stands returns the version that stands.
func (c Conflict) Stands() Held { return c.Held[0] }

// Beside returns the version that does not stand.
func (c Conflict) Beside() Held { return c.Held[c.Which] }

// By returns the analyst who made the version, or "" if that is unknown.
func (h Held) By() string {
	return cmp.Or(Of(h.Key.Kind).By(h.Key, h.Content), h.Version.By)
}

// ID returns a short name for the conflict. If the record has no other conflict, the
// name stays the same when the other version is made to stand.
func (c Conflict) ID() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q", c.Held[0].Key))
	if c.Which == 1 {
		return fmt.Sprintf("%x", sum[:5])
	}
	return fmt.Sprintf("%x.%d", sum[:5], c.Which)
}
