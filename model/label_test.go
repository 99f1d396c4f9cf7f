package model_test

import (
	"strings"
	"testing"

	"assay.app/assay/model"
)

func TestListsShowTheLabelsOfAGroupTogetherAndRetiredOnesLast(t *testing.T) {
	label := func(key model.LabelKey, group string) model.Label { return model.Label{Key: key, Group: group} }
	retired := model.Label{Key: "old", Group: "facts", Retired: true}
	for _, c := range []struct {
		book model.Codebook
		want string
	}{
		{nil, ""},
		{model.Codebook{label("a", ""), label("b", "")}, "a b"},
		{model.Codebook{label("a", "facts"), label("b", "voices"), label("c", "facts")}, "a c b"},
		{model.Codebook{label("a", ""), label("b", "voices"), label("c", ""), label("d", "voices")}, "a c b d"},
		{model.Codebook{retired, label("a", "voices"), label("b", "facts")}, "a b old"},
	} {
		var got []string
		for _, i := range c.book.Order() {
			got = append(got, string(c.book[i].Key))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v is shown as %v, want %s", c.book, got, c.want)
		}
	}
}
