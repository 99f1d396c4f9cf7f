// Package exchangetest makes projects and annotation sets for tests, and checks the
// sets.
package exchangetest

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"assay.app/assay/assets"
)

// Validate fails the test if set does not follow the JSON Schema of annotation
// sets.
func Validate(t testing.TB, set []byte) {
	t.Helper()
	const where = "urn:assay:annotation-set:2"
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(assets.Schema))
	if err != nil {
		t.Fatalf("the schema is not JSON: %v", err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	if err := compiler.AddResource(where, doc); err != nil {
		t.Fatalf("add the schema: %v", err)
	}
	schema, err := compiler.Compile(where)
	if err != nil {
		t.Fatalf("compile the schema: %v", err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(set))
	if err != nil {
		t.Fatalf("the set is not JSON: %v", err)
	}
	if err := schema.Validate(value); err != nil {
		t.Fatalf("the set does not follow its schema: %v", err)
	}
}
