package schema

import "testing"

func TestBaseNameCutsTheFoldersOfAnySystem(t *testing.T) {
	for path, want := range map[string]string{
		"/press/a.txt": "a.txt", `C:\press\a.txt`: "a.txt", "a.txt": "a.txt", "": "", "press/": "", `\\host\share/a b.txt`: "a b.txt",
	} {
		if got := BaseName(path); got != want {
			t.Errorf("%q: got %q, want %q", path, got, want)
		}
	}
}
