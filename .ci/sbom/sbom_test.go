package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	mit   = "Permission is hereby granted, free of charge, to any person …\nThe above copyright notice and this permission notice shall be included …"
	bsd2  = "Redistribution and use in source and binary forms, with or without modification, are permitted …"
	bsd3  = bsd2 + "\nNeither the name of the copyright holder nor …"
	ofl   = "This Font Software is licensed under the SIL Open Font License, Version 1.1."
	apach = "Apache License\nVersion 2.0, January 2004\n2. Grant of Copyright License."
)

func TestLicencesAreIdentifiedByTheirText(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"MIT":              {mit, "MIT"},
		"broken lines":     {strings.ReplaceAll(mit, " ", "\n  "), "MIT"},
		"capitals":         {strings.ToUpper(mit), "MIT"},
		"BSD, two clauses": {bsd2, "BSD-2-Clause"},
		"BSD, three":       {bsd3, "BSD-3-Clause"},
		"a font":           {ofl, "OFL-1.1"},
		"Apache":           {apach, "Apache-2.0"},
		"ISC":              {"Permission to use, copy, modify, and distribute this software … provided that the above copyright notice …", "ISC"},
		"authors only":     {"Copyright 2009 The Authors", "NOTICE"},
		"GPL":              {"GNU General Public License, version 3. " + mit, ""},
		"LGPL":             {"GNU Lesser General Public License", ""},
		"something else":   {"All rights reserved.", ""},
		"nothing":          {"", ""},
	} {
		if got := identify(tt.text); got != tt.want {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}

// lay writes the files of a module and returns its folder.
func lay(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestNoticesAreThoseOfTheLinkedPackages(t *testing.T) {
	dir := lay(t, map[string]string{
		"LICENSE":                   mit,
		"linked/fonts/OFL.txt":      ofl,
		"linked/fonts/licence.go":   "package fonts",
		"linked/testdata/COPYING":   "GNU General Public License",
		"cmd/LICENSE":               "GNU General Public License",
		"elsewhere/LICENSE":         "GNU General Public License",
		"linkedtoo/LICENSE-APACHE2": apach,
	})
	m := &module{Path: "example.org/m", Version: "v1.0.0", Dir: dir, packages: []string{filepath.Join(dir, "linked")}}
	found, err := notices(m)
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for _, n := range found {
		files = append(files, n.file)
	}
	if want := []string{"LICENSE", "linked/fonts/OFL.txt"}; !slices.Equal(files, want) {
		t.Errorf("notices in %v, want %v", files, want)
	}
	m.notices = found
	if got := strings.Join(m.ids(), " AND "); got != "MIT AND OFL-1.1" {
		t.Errorf("identifiers: %s", got)
	}
}

func TestAModuleThatMayNotBeDistributedIsRefused(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"no licence":      {"README": "Use it."},
		"an unknown one":  {"LICENSE": "All rights reserved."},
		"one of the GPLs": {"COPYING": "GNU General Public License"},
	} {
		dir := lay(t, files)
		m := &module{Path: "example.org/m", Version: "v1.0.0", Dir: dir, packages: []string{dir}}
		if _, err := notices(m); err == nil || !strings.Contains(err.Error(), "example.org/m v1.0.0") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// sample returns two modules like those that linked returns.
func sample() []*module {
	return []*module{
		{Path: "std", notices: []notice{{"LICENSE", "BSD-3-Clause", bsd3}}},
		{
			Path: "example.org/m", Version: "v1.0.0+incompatible", Sum: "h1:juByESSS32nVD81vr6tHmKmA/8zde7gE+x5CLxrzXPU=",
			notices: []notice{{"LICENSE", "MIT", mit}, {"fonts/OFL.txt", "OFL-1.1", ofl}, {"AUTHORS", "NOTICE", "Copyright"}},
			imports: []string{"std"},
		},
	}
}

func TestTheBillNamesEveryModuleWithLicencesAndHash(t *testing.T) {
	created := time.Unix(1700000000, 0).UTC()
	data, err := cycloneDX(sample(), product{"1.2.3", "go1.26.0"}, created)
	if err != nil {
		t.Fatal(err)
	}
	var b bom
	if err := json.Unmarshal(data, &b); err != nil {
		t.Fatal(err)
	}
	if b.Format != "CycloneDX" || b.Metadata.Component.Version != "1.2.3" || b.Metadata.Timestamp != "2023-11-14T22:13:20Z" {
		t.Errorf("head of the bill: %+v", b)
	}
	std, m := b.Components[0], b.Components[1]
	if std.PURL != "pkg:golang/std@1.26.0" || std.Licenses[0].License.ID != "BSD-3-Clause" || std.Hashes != nil {
		t.Errorf("Go's library: %+v", std)
	}
	if m.PURL != "pkg:golang/example.org/m@v1.0.0%2Bincompatible" || m.Licenses[0].Expression != "MIT AND OFL-1.1" {
		t.Errorf("the module: %+v", m)
	}
	if want := "8ee072112492df69d50fcd6fafab4798a980ffccdd7bb804fb1e422f1af35cf5"; len(m.Hashes) != 1 || m.Hashes[0].Content != want {
		t.Errorf("hashes: %v, want %s", m.Hashes, want)
	}
	if d := b.Dependencies; len(d) != 3 || len(d[0].On) != 2 || d[2].Ref != m.Ref || d[2].On[0] != std.Ref {
		t.Errorf("dependencies: %+v", d)
	}
}

func TestTheSameModulesGiveTheSameBill(t *testing.T) {
	bill := func(version string) string {
		data, err := cycloneDX(sample(), product{version, "go1.26.0"}, time.Unix(1700000000, 0).UTC())
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	first, second := bill("1.2.3"), bill("1.2.3")
	if first != second {
		t.Errorf("two bills of the same modules differ:\n%s\n%s", first, second)
	}
	serial := func(bill string) string {
		_, rest, _ := strings.Cut(bill, `"serialNumber": "`)
		number, _, _ := strings.Cut(rest, `"`)
		return number
	}
	if a, b := serial(first), serial(bill("1.2.4")); a == b || len(a) != len("urn:uuid:")+36 {
		t.Errorf("serial numbers of two versions: %s, %s", a, b)
	}
}

func TestABadChecksumIsRefused(t *testing.T) {
	for _, sum := range []string{"h1:AAAA", "h2:" + sample()[1].Sum[3:], "h1:%%%"} {
		m := &module{Path: "example.org/m", Sum: sum}
		if _, err := m.hashes(); err == nil {
			t.Errorf("%s was accepted", sum)
		}
	}
}

func TestLicencesAreOneTextThatAssetsCanSplit(t *testing.T) {
	got := string(text(sample()))
	for _, want := range []string{
		"\n" + rule + "\nThe Go library\nBSD-3-Clause\n\n",
		"\n" + rule + "\nexample.org/m v1.0.0+incompatible\nMIT AND OFL-1.1\n\n--- LICENSE ---\n",
		"\n--- fonts/OFL.txt ---\n\n" + ofl + "\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the text lacks %q:\n%s", want, got)
		}
	}
}

func TestTextsAreTidied(t *testing.T) {
	if got := tidy("\ufeffone \t\r\ntwo\f\rthree\xff\n\n"); got != "one\ntwo\nthree?" {
		t.Errorf("%q", got)
	}
}
