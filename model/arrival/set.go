package arrival

import (
	"context"

	"assay.app/assay/model/results"
)

// Set is a data set that has been read and can be loaded into a project. Its methods take long, and
// are called away from the GUI goroutine.
type Set interface {
	// Preview returns what Load would do. labels maps names of labels of the data set to what
	// Label.To may be; labels that it lacks are looked up in the codebook.
	Preview(ctx context.Context, labels map[string]string) (*Preview, error)
	// Load loads the data set as one step of the history. It calls progress with how much is done
	// and in all. It loads nothing if a label is not mapped.
	Load(ctx context.Context, labels map[string]string, progress func(done, all int)) (results.Load, error)
}

// Values of Label.To, before a name.
const (
	AddLabel  = "label:"  // adds a label to the codebook
	AddPhrase = "phrase:" // makes the label a phrase
)
