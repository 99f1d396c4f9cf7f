package control

import (
	"os"
	"testing"

	"assay.app/assay/ui/words"
)

// The tests expect English, whatever the system language.
func TestMain(m *testing.M) {
	if err := words.Choose(words.English); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
