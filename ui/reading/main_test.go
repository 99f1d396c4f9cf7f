package reading

import (
	"os"
	"testing"

	"assay.app/assay/ui/words"
)

// The tests expect English, whatever the language of the system.
func TestMain(m *testing.M) {
	if err := words.Choose(words.English); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
