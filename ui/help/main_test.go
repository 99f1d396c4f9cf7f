package help

import (
	"os"
	"testing"

	"assay.app/assay/ui/words"
)

// TestMain sets the language that the tests expect, whatever the system language
// is.
func TestMain(m *testing.M) {
	if err := words.Choose(words.English); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
