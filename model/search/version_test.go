package search

import "testing"

func TestVersionFilter(t *testing.T) {
	for _, c := range []struct {
		typed            string
		current, earlier bool
	}{
		{"flood ", true, false},
		{"flood version:earlier", false, true},
		{"flood version:any", true, true},
		{"version:ANY", true, true},
		{"version:current", true, false},
		{"version:current,earlier", true, true},
		{"-version:earlier", true, false},
		{"-version:current", false, true},
		{"-version:any", false, false},
		{"version:any -version:current", false, true},
		{"version:any outlet:tide", true, true},
	} {
		q, err := Parse(c.typed)
		if err != nil {
			t.Errorf("%s: %v", c.typed, err)
			continue
		}
		if current, earlier := q.WantsVersion(false), q.WantsVersion(true); current != c.current || earlier != c.earlier {
			t.Errorf("%s: current %t, earlier %t", c.typed, current, earlier)
		}
		if again, err := Parse(q.String() + " "); err != nil || again.String() != q.String() {
			t.Errorf("%s is read as %s: %v", q, again, err)
		}
	}
}
