package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// The part of CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/) that a bill
// of Go modules needs.

type bom struct {
	Format       string       `json:"bomFormat"`
	Spec         string       `json:"specVersion"`
	Serial       string       `json:"serialNumber"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Ref      string   `json:"bom-ref"`
	Type     string   `json:"type"`
	Name     string   `json:"name"`
	Version  string   `json:"version"`
	Scope    string   `json:"scope,omitempty"`
	Licenses []choice `json:"licenses"`
	PURL     string   `json:"purl"`
}

// choice is one licence: by its identifier, or an expression of several.
type choice struct {
	License    *license `json:"license,omitempty"`
	Expression string   `json:"expression,omitempty"`
}

type license struct {
	ID string `json:"id"`
}

type dependency struct {
	Ref string   `json:"ref"`
	On  []string `json:"dependsOn"`
}

// cycloneDX gives the bill of materials. It says the same for the same commit
// and the same Go: its time is SOURCE_DATE_EPOCH, its number a hash.
func cycloneDX(modules []*module, product about) ([]byte, error) {
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return nil, fmt.Errorf("read SOURCE_DATE_EPOCH, seconds since 1970: %w", err)
	}
	root := component{
		Ref: "pkg:golang/assay.app/assay@v" + product.version, Type: "application", Name: "Assay",
		Version: product.version, Licenses: licences([]string{"MIT"}),
	}
	root.PURL = root.Ref
	b := bom{Format: "CycloneDX", Spec: "1.5", Version: 1}
	b.Metadata = metadata{Timestamp: time.Unix(seconds, 0).UTC().Format(time.RFC3339), Component: root}
	refs, all := map[string]string{}, []string{}
	for _, m := range modules {
		version := m.Version
		if m.Path == "std" {
			version = strings.TrimPrefix(product.toolchain, "go")
		}
		ref := "pkg:golang/" + m.Path + "@" + strings.ReplaceAll(version, "+", "%2B")
		refs[m.Path] = ref
		all = append(all, ref)
		b.Components = append(b.Components, component{
			Ref: ref, Type: "library", Name: m.Path, Version: version, Scope: "required",
			Licenses: licences(m.ids()), PURL: ref,
		})
	}
	b.Dependencies = append(b.Dependencies, dependency{root.Ref, all})
	for _, m := range modules {
		on := []string{}
		for _, path := range m.needs {
			on = append(on, refs[path])
		}
		b.Dependencies = append(b.Dependencies, dependency{refs[m.Path], on})
	}
	data, err := json.Marshal(b)
	if err != nil {
		return nil, fmt.Errorf("write the bill of materials: %w", err)
	}
	b.Serial = serial(data)
	if data, err = json.MarshalIndent(b, "", "  "); err != nil {
		return nil, fmt.Errorf("write the bill of materials: %w", err)
	}
	return append(data, '\n'), nil
}

func licences(ids []string) []choice {
	if len(ids) == 1 {
		return []choice{{License: &license{ids[0]}}}
	}
	return []choice{{Expression: strings.Join(ids, " AND ")}}
}

// serial makes a UUID (version 8: made as one likes) of what a bill says.
func serial(data []byte) string {
	sum := sha256.Sum256(data)
	sum[6] = sum[6]&0x0f | 0x80
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
