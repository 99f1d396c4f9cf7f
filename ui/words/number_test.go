package words

import "testing"

func TestThousandsAreSetApartAsInTheLanguage(t *testing.T) {
	for _, c := range []struct {
		code string
		n    int
		want string
	}{
		{"en", 0, "0"},
		{"en", 999, "999"},
		{"en", 1000, "1,000"},
		{"en", 13_013, "13,013"},
		{"en", 1_234_567, "1,234,567"},
		{"en", -1000, "−1,000"},
		{"de", 13_013, "13.013"},
		{"es", 13_013, "13.013"},
		{"fr", 13_013, "13\u202f013"},
		{"uk", 13_013, "13\u00a0013"},
	} {
		if got := grouped(c.n, separator(c.code)); got != c.want {
			t.Errorf("in %s, %d is %q, want %q", c.code, c.n, got, c.want)
		}
	}
}

func TestACountIsWrittenAsANumberOfTheLanguage(t *testing.T) {
	defer func() {
		if err := Choose(English); err != nil {
			t.Error(err)
		}
	}()
	for code, want := range map[string]string{"de": "13.013 Artikel", English: "13,013 articles"} {
		if err := Choose(code); err != nil {
			t.Fatal(err)
		}
		if got := N("{{.Count}} articles", 13_013); got != want {
			t.Errorf("in %s the text is %q, want %q", code, got, want)
		}
	}
}
