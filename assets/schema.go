// Package assets holds the files that are built into the programs.
package assets

import _ "embed"

//go:embed annotation-set.schema.json
var annotationSetSchema string

// Schema returns the JSON Schema (draft 2020-12) of annotation sets.
func Schema() []byte { return []byte(annotationSetSchema) }
