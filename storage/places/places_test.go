package places

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestAFolderBesideTheProgramMakesItPortable(t *testing.T) {
	root := t.TempDir()
	stick, plain := filepath.Join(root, "stick"), filepath.Join(root, "plain")
	for _, folder := range []string{filepath.Join(stick, portableName), filepath.Join(plain, "bin")} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	// A file of that name does not make the program portable.
	if err := os.WriteFile(filepath.Join(plain, "bin", portableName), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, exe, bundleFile string
		portable              bool
	}{
		{"beside the program", filepath.Join(stick, "assay"), "", true},
		{"beside the bundle", filepath.Join(stick, "Assay.app/Contents/MacOS/assay"), "", true},
		{"beside the single file", filepath.Join(plain, "bin", "assay"), filepath.Join(stick, "Assay.AppImage"), true},
		{"a file of that name", filepath.Join(plain, "bin", "assay"), "", false},
		{"nothing there", filepath.Join(plain, "assay"), "", false},
		{"single file elsewhere", filepath.Join(stick, "assay"), filepath.Join(plain, "Assay.AppImage"), false},
	} {
		if got := find(c.exe, c.bundleFile).portable; (got != "") != c.portable {
			t.Errorf("%s: the portable folder is %q", c.name, got)
		}
	}
}

func TestAPortableAssayKeepsEverythingInItsFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), portableName)
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	p := Places{portable: folder}
	for name := range p.variables() {
		t.Setenv(name, "elsewhere") // restores the variable after the test
	}
	if err := p.Use(); err != nil {
		t.Fatal(err)
	}
	cache, err := Cache() // the sample corpus is written there
	if err != nil {
		t.Fatal(err)
	}
	projects, err := p.Projects()
	if err != nil {
		t.Fatal(err)
	}
	config, err := Config(AppID)
	if err != nil {
		t.Fatal(err)
	}
	if settings, err := p.Settings(); err != nil || settings != config {
		t.Errorf("without Use, the settings are in %q (%v), want %q", settings, err, config)
	}
	for _, path := range []string{cache, projects, config} {
		if !strings.HasPrefix(path, folder+string(filepath.Separator)) {
			t.Errorf("%s is not in the portable folder", path)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(folder, ".probe-*")); len(left) > 0 {
		t.Errorf("%v was left behind", left)
	}
}

func TestAPortableFolderThatCannotBeWrittenSaysSo(t *testing.T) {
	folder := filepath.Join(t.TempDir(), portableName) // does not exist
	err := Places{portable: folder}.Use()
	if err == nil || !strings.Contains(err.Error(), folder) || !strings.Contains(err.Error(), "portable") {
		t.Errorf("the error is %v", err)
	}
	if err := (Places{}).Use(); err != nil {
		t.Errorf("what is not portable needs nothing: %v", err)
	}
}

func TestProjectsGoAmongTheDocuments(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(home, ".config"))
	german := filepath.Join(home, "Dokumente")
	t.Setenv("XDG_DOCUMENTS_DIR", german)
	p := Places{Home: home}
	if got, err := p.Projects(); err != nil || got != filepath.Join(home, "Assay") {
		t.Errorf("without a folder for documents projects go to %q, %v", got, err)
	}
	if documentsFolder(home) != german {
		t.Skip("this system has another way to say where documents are")
	}
	if err := os.Mkdir(german, 0o755); err != nil {
		t.Fatal(err)
	}
	if got, err := p.Projects(); err != nil || got != filepath.Join(german, "Assay") {
		t.Errorf("projects go to %q, %v", got, err)
	}
}

func TestUserDirsAreRead(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		{"# comment\nXDG_DESKTOP_DIR=\"$HOME/Tisch\"\nXDG_DOCUMENTS_DIR=\"$HOME/Dokumente\"\n", "/home/a/Dokumente"},
		{"XDG_DOCUMENTS_DIR=\"/srv/papers/\"", "/srv/papers"},
		{"XDG_DOCUMENTS_DIR=\"$HOME/\"", "/home/a"},
		{"XDG_DOCUMENTS_DIR=\"relative\"", ""},
		{"", ""},
	} {
		files := fstest.MapFS{"user-dirs.dirs": {Data: []byte(c.file)}}
		if got := filepath.ToSlash(xdgDocuments(files, "/home/a")); got != c.want {
			t.Errorf("%q gives %q, want %q", c.file, got, c.want)
		}
	}
	if got := xdgDocuments(fstest.MapFS{}, "/home/a"); got != "" {
		t.Errorf("without the file: %q", got)
	}
}
