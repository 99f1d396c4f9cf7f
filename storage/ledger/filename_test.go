package ledger

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
)

// FuzzFileNames checks that the keys of two file names have the same beginning if the
// names or their stems are equal in Unicode's composed form. Unless a name is long or has
// a zero byte, it also checks the converse.
func FuzzFileNames(f *testing.F) {
	for _, pair := range [][2]string{
		{"", ""},
		{"ferry.txt", "ferry.md"},
		{"ferry.txt", "ferry"},
		{"ferry.1.txt", "ferry.1"},
		{"Caf\u00e9.txt", "Cafe\u0301.txt"},
		{"Cafe.\u0301", "Caf\u00e9."},
		{"page.html#2", "page.html#20"},
		{".txt", "."},
		{strings.Repeat("a", 300) + ".txt", strings.Repeat("a", 300)},
		{strings.Repeat("\u00e9", 200), strings.Repeat("e\u0301", 200)},
		{"a\x00.txt", "a"},
		{"\xff\x80.txt", "\xff"},
	} {
		f.Add(pair[0], pair[1], uint64(7))
	}
	f.Fuzz(func(t *testing.T, a, b string, number uint64) {
		plain := func(name string) bool {
			return len(norm.NFC.String(name)) <= longFilePart && !strings.Contains(name, "\x00")
		}
		exactly := plain(a) && plain(b)
		same := func(a, b string) bool { return norm.NFC.String(a) == norm.NFC.String(b) }
		stem := func(name string) string { return strings.TrimSuffix(name, name[len(name)-len(dotted(name)):]) }
		if starts, is := bytes.HasPrefix(FileName(a), FileStem(b)), same(stem(a), b); is && !starts || starts && !is && exactly {
			t.Errorf("%+q has the stem %+q: %v, and its key begins so: %v", a, b, is, starts)
		}
		if starts, is := bytes.Equal(FileName(a), FileName(b)), same(a, b); is && !starts || starts && !is && exactly {
			t.Errorf("%+q is %+q: %v, and their keys are equal: %v", a, b, is, starts)
		}
		path := "some/folder/" + strings.NewReplacer("/", "-", `\`, "-").Replace(a)
		key := KeyFile(path, number)
		if got, ok := NumberInFile(key); !ok || got != number {
			t.Errorf("the number in the key of %+q is %d (%v), not %d", a, got, ok, number)
		}
		if len(key) > 2*longFilePart+10 {
			t.Errorf("the key of %+q has %d bytes", a, len(key))
		}
	})
}

// dotted returns the extension of a file name that may hold slashes.
func dotted(name string) string {
	return filepath.Ext(strings.ReplaceAll(name, "/", "-"))
}

// FuzzNumberInFile reads any key.
func FuzzNumberInFile(f *testing.F) {
	f.Add([]byte{})
	f.Add([]byte("a\x00b\x00\x00\x00\x00\x00\x00\x00\x00"))
	f.Add(KeyFile("press/ferry.txt", 9))
	f.Fuzz(func(t *testing.T, key []byte) {
		if number, ok := NumberInFile(key); ok && !bytes.Equal(Key64(number), key[len(key)-8:]) {
			t.Errorf("the number in %x is %d", key, number)
		}
		_ = NameEntry(BucketFiles, key)
	})
}
