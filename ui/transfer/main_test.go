package transfer

import (
	"os"
	"testing"

	"assay.app/assay/ui/words"
)

// TestMain selects English, because the tests compare English texts.
func TestMain(m *testing.M) {
	if err := words.Choose(words.English); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
