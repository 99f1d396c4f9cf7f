package importing

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func TestPastedFilesAreRecognised(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "a file.txt")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text string
		want []string
	}{
		{file, []string{file}},
		{file + "\n" + folder + "\n", []string{file, folder}},
		{"file://" + filepath.ToSlash(folder) + "/a%20file.txt\r\n", []string{file}},
		{"# copied\r\nfile://" + filepath.ToSlash(folder), []string{folder}},
		{file + ".gone", nil},
		{file + "\nThe gate stood open.", nil},
		{"a file.txt", nil},
		{"https://post.example/a", nil},
		{"", nil},
	} {
		if got, ok := pastedPaths(c.text); !slices.Equal(got, c.want) && ok || ok != (c.want != nil) {
			t.Errorf("%q names %q (%v), want %q", c.text, got, ok, c.want)
		}
	}
}

func TestOnlyAnAddressAloneIsTakenForOne(t *testing.T) {
	for text, want := range map[string]bool{
		"https://post.example/2031/05/03/salt-store?x=1": true,
		"HTTP://post.example":                            true,
		"https://post.example/a https://post.example/b":  false,
		"See https://post.example/a":                     false,
		"https://post.example/a\nThe gate stood open.":   false,
		"ftp://post.example/a":                           false,
		"The gate stood open.":                           false,
	} {
		if got := isAddress(text); got != want {
			t.Errorf("%q is an address: %v", text, got)
		}
	}
}
