package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// These types are the part of CycloneDX 1.5 (https://cyclonedx.org/docs/1.5/json/)
// that a bill of materials for Go modules needs.

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
	Hashes   []digest `json:"hashes,omitempty"`
	Licenses []choice `json:"licenses"`
	PURL     string   `json:"purl"`
}

type digest struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"` // hexadecimal
}

// choice is either one licence or an SPDX expression of several.
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

// commitTime returns the time in the environment variable SOURCE_DATE_EPOCH.
func commitTime() (time.Time, error) {
	seconds, err := strconv.ParseInt(os.Getenv("SOURCE_DATE_EPOCH"), 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("read SOURCE_DATE_EPOCH, seconds since 1970: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// cycloneDX returns the bill of materials as JSON. The same modules, product and
// time always produce the same bytes, because the serial number is a hash of the
// rest.
func cycloneDX(modules []*module, product product, created time.Time) ([]byte, error) {
	root := component{
		Ref: "pkg:golang/assay.app/assay@v" + product.version, Type: "application", Name: "Assay",
		Version: product.version, Licenses: licences([]string{"MIT"}),
	}
	root.PURL = root.Ref
	b := bom{Format: "CycloneDX", Spec: "1.5", Version: 1}
	b.Metadata = metadata{Timestamp: created.Format(time.RFC3339), Component: root}
	refs, all := map[string]string{}, []string{}
	for _, m := range modules {
		version := m.Version
		if m.Path == "std" {
			version = strings.TrimPrefix(product.toolchain, "go")
		}
		ref := "pkg:golang/" + m.Path + "@" + strings.ReplaceAll(version, "+", "%2B")
		refs[m.Path] = ref
		all = append(all, ref)
		hashes, err := m.hashes()
		if err != nil {
			return nil, err
		}
		b.Components = append(b.Components, component{
			Ref: ref, Type: "library", Name: m.Path, Version: version, Scope: "required",
			Hashes: hashes, Licenses: licences(m.ids()), PURL: ref,
		})
	}
	b.Dependencies = append(b.Dependencies, dependency{root.Ref, all})
	for _, m := range modules {
		on := []string{}
		for _, path := range m.imports {
			on = append(on, refs[path])
		}
		b.Dependencies = append(b.Dependencies, dependency{refs[m.Path], on})
	}
	data, err := json.Marshal(b)
	if err != nil {
		return nil, fmt.Errorf("encode the bill of materials: %w", err)
	}
	b.Serial = serial(data)
	if data, err = json.MarshalIndent(b, "", "  "); err != nil {
		return nil, fmt.Errorf("encode the bill of materials: %w", err)
	}
	return append(data, '\n'), nil
}

// hashes returns the module's checksum from go.sum, or nil if it has none. Go's own
// library has none. The "h1:" checksum is a SHA-256 over the hashes of all files of
// the module (golang.org/x/mod/sumdb/dirhash). It identifies the module's content,
// not an archive of it.
func (m *module) hashes() ([]digest, error) {
	if m.Sum == "" {
		return nil, nil
	}
	sum, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(m.Sum, "h1:"))
	if err != nil || len(sum) != sha256.Size {
		return nil, fmt.Errorf("the checksum of %s %s is %q, not a SHA-256 as \"h1:\" and base64", m.Path, m.Version, m.Sum)
	}
	return []digest{{"SHA-256", hex.EncodeToString(sum)}}, nil
}

func licences(ids []string) []choice {
	if len(ids) == 1 {
		return []choice{{License: &license{ids[0]}}}
	}
	return []choice{{Expression: strings.Join(ids, " AND ")}}
}

// serial returns the URN of a UUID of version 8 (RFC 9562: custom content), made
// from a hash of data.
func serial(data []byte) string {
	sum := sha256.Sum256(data)
	sum[6] = sum[6]&0x0f | 0x80
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[0:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
