package record_test

import (
	"reflect"
	"slices"
	"sync"
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

func TestARegisteredKindIsKnownUntilItIsRemoved(t *testing.T) {
	type mark struct{ Text string }
	const kind model.Kind = 251
	before := record.Of(kind)
	d := record.Declare(record.Spec[mark]{Kind: kind, Name: "mark"})
	remove := record.Register(d)
	if named, ok := record.Named("mark"); record.Of(kind) != d || named != d || !ok || !slices.Contains(record.Kinds(), d) {
		t.Error("a registered kind is not known")
	}
	if _, ok := record.Named(record.UnknownName(kind)); ok {
		t.Error("a registered kind has two names")
	}
	remove()
	if _, ok := record.Named("mark"); record.Of(kind) != before || before.Known || ok || slices.Contains(record.Kinds(), d) {
		t.Error("a kind that was removed is known")
	}
}

func TestAKindOfANumberOrANameInUseIsNotRegistered(t *testing.T) {
	register := func(kind model.Kind, name string) (refused bool) {
		defer func() { refused = recover() != nil }()
		record.Register(record.Declare(record.Spec[struct{}]{Kind: kind, Name: name}))()
		return refused
	}
	for name, kind := range map[string]model.Kind{
		"none": 0, "metadata": 3, "presence": 5, "citation": record.Annotation, "remark": record.Note, "note": 251, "kind-200": 251,
	} {
		if !register(kind, name) {
			t.Errorf("%q with the number %d is registered", name, kind)
		}
	}
	if register(251, "mark") {
		t.Error("a new kind is refused")
	}
}

func TestKindsCanBeLookedUpByManyAtOnce(t *testing.T) {
	const kind model.Kind = 252
	d := record.Declare(record.Spec[struct{}]{Kind: kind, Name: "mark"})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 1000 {
				if got := record.Of(kind); got != d && got.Known {
					t.Errorf("the kind is %+v", got)
				}
				record.Named("mark")
				record.Kinds()
			}
		})
	}
	for range 1000 {
		record.Register(d)()
	}
	all.Wait()
}

// An Assay that does not know a kind keeps its records as bytes; see record.Spec.
func TestKindsAddedLaterCanBeKeptByAnOlderAssay(t *testing.T) {
	first := []model.Kind{record.Annotation, record.Label, record.Note, record.Division, record.FactsKind, record.PresenceKind}
	for _, e := range modeltest.Examples(t) {
		d := record.Of(e.Key.Kind)
		if slices.Contains(first, d.Kind) {
			continue
		}
		if d.Founded || d.Moves() || d.Counts() {
			t.Errorf("%s: an older Assay cannot keep founded, moving or counted records", e.Name)
		}
		for _, content := range []any{e.One, e.Other} {
			if at := d.At(content); !reflect.DeepEqual(d.Stored(e.Key, content, at), d.Stored(e.Key, content, noon)) {
				t.Errorf("%s: an older Assay would change the time of %+v", e.Name, content)
			}
		}
	}
}

func BenchmarkOf(b *testing.B) {
	for b.Loop() {
		if !record.Of(record.Annotation).Known {
			b.Fatal("annotations are not known")
		}
	}
}
