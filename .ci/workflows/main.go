// Command workflows checks what the build server is allowed to do: the
// workflows in .github/workflows, the actions in .github/actions, and
// .github/dependabot.yml. It complements actionlint, which checks that
// workflows are well-formed.
//
// Usage, in the folder .ci:
//
//	go run ./workflows
//
// It prints each finding with its file and line, and exits with 1 if there are
// any. The rules are in rules.go; docs/packaging.md describes them.
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	findings, err := check(os.DirFS(".."))
	if err != nil {
		fmt.Fprintln(os.Stderr, "workflows:", err)
		os.Exit(2)
	}
	for _, finding := range findings {
		fmt.Fprintln(os.Stderr, finding)
	}
	if len(findings) > 0 {
		os.Exit(1)
	}
}

// check returns the findings for a checkout, each as "file:line: what".
func check(root fs.FS) ([]string, error) {
	var findings []string
	files, err := yamlFiles(root, ".github/workflows", ".github/actions")
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("there are no workflows in .github/workflows")
	}
	for _, name := range files {
		text, err := fs.ReadFile(root, name)
		if err != nil {
			return nil, err
		}
		isWorkflow := strings.HasPrefix(name, ".github/workflows/")
		for _, f := range checkFile(text, isWorkflow) {
			findings = append(findings, fmt.Sprintf("%s:%d: %s", name, f.line, f.what))
		}
	}
	updates, err := checkUpdates(root)
	if err != nil {
		return nil, err
	}
	return append(findings, updates...), nil
}

// yamlFiles returns the sorted names of all YAML files in the folders. It skips
// folders that do not exist.
func yamlFiles(root fs.FS, folders ...string) ([]string, error) {
	var names []string
	for _, folder := range folders {
		if _, err := fs.Stat(root, folder); err != nil {
			continue
		}
		err := fs.WalkDir(root, folder, func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			if ext := filepath.Ext(name); ext == ".yml" || ext == ".yaml" {
				names = append(names, name)
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.Sort(names)
	return names, nil
}
