package codebook

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/ui/explain"
)

func TestACodebookThatCannotBeImportedIsExplained(t *testing.T) {
	for want, err := range map[string]error{
		"The file is damaged. Export the codebook again, or get the file again. Nothing was changed.": fmt.Errorf("read: %w: it ends in the middle", model.ErrDamaged),
		"“K” is already used by the label “Risk”. Nothing was changed.":                               fmt.Errorf("label 3: %w", &value.Error{Kind: value.Letter, Value: "K", Problem: value.Taken, By: "Risk"}),
		"Too many: at most 1,000. Nothing was changed.":                                               fmt.Errorf("read: %w", &value.Error{Kind: value.Labels, Problem: value.TooMany, Most: 1000}),
		"Read: the file is not a codebook: this looks like a picture.":                                fmt.Errorf("read: %w: this looks like a picture", model.ErrUnknownBook),
		"Open /home/ines/book.qdc: file does not exist.":                                              &fs.PathError{Op: "open", Path: "/home/ines/book.qdc", Err: fs.ErrNotExist},
	} {
		if got := explain.Error(unreadable(err)); !strings.HasPrefix(got, want) {
			t.Errorf("%v is explained as %q, want %q", err, got, want)
		}
	}
	if unreadable(nil) != nil {
		t.Error("no error is explained")
	}
}
