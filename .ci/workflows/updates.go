package main

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"go.yaml.in/yaml/v4"
)

const updatesFile = ".github/dependabot.yml"

// checkUpdates returns a finding for each Go module of the checkout that
// .github/dependabot.yml does not list, and one if it does not list the actions. If
// the file is missing, checkUpdates returns a single finding.
func checkUpdates(root fs.FS) ([]string, error) {
	text, err := fs.ReadFile(root, updatesFile)
	if err != nil {
		return []string{updatesFile + ":1: is missing: nothing proposes updates of dependencies"}, nil
	}
	var config struct {
		Updates []struct {
			Ecosystem   string `yaml:"package-ecosystem"`
			Directory   string
			Directories []string
		}
	}
	if err := yaml.Unmarshal(text, &config); err != nil {
		return nil, fmt.Errorf("%s: %w", updatesFile, err)
	}
	covered := map[string]bool{}
	for _, update := range config.Updates {
		for _, directory := range append(update.Directories, update.Directory) {
			covered[update.Ecosystem+" "+directory] = true
		}
	}
	wanted := []string{"github-actions /"}
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name == ".git" || name == "dist" || name == "out"):
			return fs.SkipDir
		case entry.Name() == "go.mod":
			wanted = append(wanted, "gomod "+strings.TrimSuffix("/"+path.Dir(name), "/."))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var findings []string
	for _, want := range wanted {
		if strings.HasSuffix(want, " ") {
			want += "/"
		}
		if !covered[want] {
			findings = append(findings, fmt.Sprintf("%s:1: has no updates for %s", updatesFile, want))
		}
	}
	return findings, nil
}
