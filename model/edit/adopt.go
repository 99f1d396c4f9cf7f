package edit

import (
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/value"
)

// NewLabel returns a label for book with the name, with a key made from the name and with
// the next colour that book does not use.
func NewLabel(name string, book model.Codebook) model.Label {
	return model.Label{Key: value.NewLabelKey(name, book), Name: name, Color: book.NextColor()}
}

// Moved returns the codebook with a label moved so that it becomes the nth, from 1, of
// the labels that are not retired, or the last one if there are fewer than n. Digit keys
// are numbered in the same way. Moved returns book itself if no label has the key.
func Moved(book model.Codebook, key model.LabelKey, n int) model.Codebook {
	label, ok := book.Find(key)
	if !ok {
		return book
	}
	out := slices.DeleteFunc(slices.Clone(book), func(l model.Label) bool { return l.Key == key })
	at := len(out)
	for i, l := range out {
		if l.Retired {
			continue
		}
		if n--; n == 0 {
			at = i
			break
		}
	}
	return slices.Insert(out, at, label)
}

// Adopting compares a project's codebook with one from a file. after is the file's
// codebook as the project would store it, in the order of the file. Labels are matched by
// key, and otherwise by name as value.Folded compares names. A matched label gets the key
// that the project has for it, so that annotations keep their label. added and changed are
// the labels of after that are new or differ. missing are the labels of the project that
// match none; see Retiring.
func Adopting(before, file model.Codebook) (after model.Codebook, added, changed, missing []model.LabelKey) {
	named := map[string]model.Label{} // labels whose key the file does not have
	for _, l := range before {
		if file.Index(l.Key) < 0 {
			named[value.Folded(l.Called())] = l
		}
	}
	kept := map[model.LabelKey]bool{}
	for _, l := range file {
		was, known := before.Find(l.Key)
		if !known {
			was, known = named[value.Folded(l.Called())]
		}
		if !known || kept[was.Key] {
			l.Defined = time.Time{} // it has not changed in this project
			added = append(added, l.Key)
			after = append(after, l)
			continue
		}
		kept[was.Key] = true
		l.Key, l.Defined = was.Key, was.Defined // Revision.Edits dates a definition that differs
		if !l.Equal(was) {
			changed = append(changed, l.Key)
		}
		after = append(after, l)
	}
	for _, l := range before {
		if !kept[l.Key] {
			missing = append(missing, l.Key)
		}
	}
	return after, added, changed, missing
}

// Retiring returns after, followed by the labels of before with the keys, as retired
// labels.
func Retiring(after, before model.Codebook, keys []model.LabelKey) model.Codebook {
	after = slices.Clone(after)
	for _, key := range keys {
		if l, ok := before.Find(key); ok {
			l.Retired = true
			after = append(after, l)
		}
	}
	return after
}
