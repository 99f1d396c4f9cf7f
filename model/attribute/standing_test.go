package attribute

import (
	"reflect"
	"testing"
)

func TestNames(t *testing.T) {
	doc := document("en", "Mayor Ana Ré came to Halm. Ré said the wall leaked. The Ministry of Works built it. Mrs Ré was late in Halm. Bo Lind, of the Ministry of Works, was not. However, Ré left.")
	want := []Name{
		{Text: "Ana Ré", Also: []string{"Ré", "Mayor Ana Ré", "Mrs Ré"}, Count: 4},
		{Text: "Ministry of Works", Count: 2},
		{Text: "Bo Lind", Count: 1},
	}
	if got := Names(doc, 10); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if got := Names(doc, 1); len(got) != 1 || got[0].Text != "Ana Ré" {
		t.Errorf("the most frequent name is %+v", got)
	}
	if got := Names(document("en", ""), 5); len(got) != 0 {
		t.Errorf("an empty text has the names %+v", got)
	}
}

func TestStanding(t *testing.T) {
	doc := document("en", "Mayor Ana Ré met Bo Lind and Tom Lind of the Harbour Works Office. Mr Moll was late.")
	for short, want := range map[string]string{
		"Ré": "Ana Ré", "Mrs Ré": "Ana Ré", "Ana Ré": "Ana Ré", "Mayor Ré": "Ana Ré", "Mr Ré": "", "ré": "Ana Ré",
		"Lind": "", "Tom Lind": "Tom Lind", "HWO": "Harbour Works Office", "the Harbour Works Office": "Harbour Works Office",
		"Moll": "Mr Moll", "Mr Moll": "Mr Moll", "Quill": "", "": "", "the": "", "she": "",
	} {
		if got := Standing(doc, short); got != want {
			t.Errorf("%q stands for %q, want %q", short, got, want)
		}
	}
}
