package notes_test

import (
	"os"
	"testing"

	"assay.app/assay/ui/words"
)

func TestMain(m *testing.M) {
	if err := words.Choose(words.English); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
