package record_test

import (
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/modeltest"
	"assay.app/assay/model/record"
)

func TestEveryKindIsFoundByItsNumberAndItsName(t *testing.T) {
	last := model.Kind(0)
	for _, d := range record.Kinds() {
		if d.Kind <= last || 2 <= d.Kind && d.Kind <= 5 {
			t.Errorf("the kind %q has the number %d after %d", d.Name, d.Kind, last)
		}
		last = d.Kind
		if record.Of(d.Kind) != d || !d.Known {
			t.Errorf("the kind %d is %+v, known: %v", d.Kind, record.Of(d.Kind), d.Known)
		}
		if named, ok := record.Named(d.Name); named != d || !ok {
			t.Errorf("the kind %q is not found by its name", d.Name)
		}
	}
	if len(record.Kinds()) == 0 {
		t.Error("there are no kinds")
	}
}

func TestAKindOfANewerAssayIsFoundByItsNumberAndItsName(t *testing.T) {
	d := record.Of(modeltest.UnknownKind)
	if d.Known || d.Kind != modeltest.UnknownKind || d.Name != "kind-200" || d.Moves() || d.Counts() || d.Searched {
		t.Errorf("the unknown kind is %+v", d)
	}
	if again := record.Of(modeltest.UnknownKind); again != d {
		t.Error("the declaration of an unknown kind changes")
	}
	if named, ok := record.Named(d.Name); named != d || !ok {
		t.Errorf("%q is %+v (%v)", d.Name, named, ok)
	}
}

func TestANameThatIsNoKindsIsRefused(t *testing.T) {
	for _, name := range []string{
		"", "annotations", "Annotation", "kind", "kind-", "200",
		"kind-0", "kind-2", "kind-5", // other edits
		"kind-1", "kind-6", "kind-7", // kinds with names
		"kind-256", "kind--9", "kind-+9", "kind-09", "kind-9 ", "kind-9x", "kind-1e1",
	} {
		if d, ok := record.Named(name); ok {
			t.Errorf("%q is the kind %d", name, d.Kind)
		}
	}
}
