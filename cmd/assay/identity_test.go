package main

import (
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"assay.app/assay/model"
)

// FyneApp.toml describes the program to the packaging tools, so it must agree with
// the program.
func TestTheProgramIsWhatFyneAppSays(t *testing.T) {
	data, err := os.ReadFile(filepath.Join(root, "FyneApp.toml"))
	if err != nil {
		t.Fatal(err)
	}
	says := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^(\w+) = "(.*)"$`).FindAllStringSubmatch(string(data), -1) {
		says[m[1]] = m[2]
	}
	for name, want := range map[string]string{"Version": model.Version, "ID": appID, "Name": "Assay", "MimeTypes": "application/vnd.assay.project;"} {
		if says[name] != want {
			t.Errorf("FyneApp.toml has %s %q, want %q; `make generate` updates the version", name, says[name], want)
		}
	}
	file, err := os.Open(filepath.Join(root, says["Icon"]))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	icon, err := png.Decode(file)
	if err != nil {
		t.Fatal(err)
	}
	if size := icon.Bounds().Size(); size.X != size.Y || size.X < 512 {
		t.Errorf("the icon has %v pixels, want a square of at least 512", size)
	}
}
