package migration

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An error after the new file has taken the old one's name, as of a folder that cannot be
// synced, must not remove the only copy of the old file.
func TestTheBackupIsKeptOnceTheFileIsMigrated(t *testing.T) {
	for name, says := range map[string]string{"v1.assay": "left as it was", "v2.assay": "after it was migrated"} {
		data, err := os.ReadFile(filepath.Join("../testdata", name))
		if err != nil {
			t.Fatal(err)
		}
		path, kept := filepath.Join(t.TempDir(), name), filepath.Join(t.TempDir(), "kept")
		if err := errors.Join(os.WriteFile(path, data, 0o600), os.WriteFile(kept, nil, 0o600)); err != nil {
			t.Fatal(err)
		}
		why := errors.New("why")
		if err := outcome(path, 1, kept, why); !errors.Is(err, why) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(kept); errors.Is(err, fs.ErrNotExist) != (name == "v1.assay") {
			t.Errorf("%s: the backup: %v", name, err)
		}
		if err := outcome(path, 1, kept, nil); err != nil {
			t.Error(err)
		}
	}
}
