package record

import "assay.app/assay/model"

// Layers is the content that says whether an analyst sees the layers of the others: their
// labels, notes and everything else that they say about the articles. An analyst without
// such a record does not see them.
type Layers struct {
	Shown bool `cbor:"1,keyasint,omitempty" json:"shown"`
}

// LayersOf returns the key of the record that says whether an analyst sees the layers of
// the others. analyst is a stored name.
func LayersOf(analyst string) model.Key { return model.Key{Kind: LayersKind, Analyst: analyst} }

func layers() *Declaration {
	return Declare(Spec[Layers]{
		Kind: LayersKind, Name: "layers",
		Keyed: func(k model.Key) bool { return k.Analyst != "" && k == LayersOf(k.Analyst) },
		Text: func(l *Layers) string {
			if l.Shown {
				return "shown"
			}
			return "hidden"
		},
	})
}
