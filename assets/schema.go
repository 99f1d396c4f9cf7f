package assets

import _ "embed"

// Schema is the JSON Schema (draft 2020-12) of annotation sets.
//
//go:embed annotation-set.schema.json
var Schema string

// ProfileSchema is the JSON Schema (draft 2020-12) of files of outlet profiles.
//
//go:embed profiles.schema.json
var ProfileSchema string
