package cli

import (
	"os/user"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/edit"
	"assay.app/assay/model/record"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/storagetest"
)

func TestTheAnalystIsGivenOrTheEnvironments(t *testing.T) {
	for _, c := range []struct{ flag, variable, want string }{
		{"Ana", "Bo", "Ana"},
		{" Jose\u0301\t", "Bo", "Jos\u00e9"},
		{"Jo\u200bs\u00e9", "", "Jos\u00e9"},
		{"", "Bo", "Bo"},
		{"", "  Bo ", "Bo"},
	} {
		t.Setenv(analystVariable, c.variable)
		if got, err := AnalystOr(c.flag); err != nil || got != c.want {
			t.Errorf("--analyst %q, variable %q: %q (%v), want %q", c.flag, c.variable, got, err, c.want)
		}
	}
}

func TestWithoutANameTheAnalystIsTheUser(t *testing.T) {
	t.Setenv(analystVariable, "")
	want := "analyst"
	if u, err := user.Current(); err == nil && u.Username != "" {
		want = value.Analyst.Fit(u.Username[strings.LastIndexByte(u.Username, '\\')+1:])
	}
	if got, err := AnalystOr(""); err != nil || got != want {
		t.Errorf("%q (%v), want %q", got, err, want)
	}
}

func TestAWrongNameIsAUsageErrorOnlyInAFlag(t *testing.T) {
	for _, name := range []string{"K\x1b[31m", "a\xff", " \u200b ", strings.Repeat("x", 2000)} {
		t.Setenv(analystVariable, "Bo")
		_, err := AnalystOr(name)
		if !IsUsage(err) || !strings.HasPrefix(err.Error(), "--analyst: ") {
			t.Errorf("--analyst %.20q: %v", name, err)
		}
		t.Setenv(analystVariable, name)
		_, err = AnalystOr("")
		if err == nil || IsUsage(err) || !strings.HasPrefix(err.Error(), "$ASSAY_ANALYST: ") {
			t.Errorf("variable %.20q: %v", name, err)
		}
	}
	if _, err := GivenAnalyst(""); !IsUsage(err) {
		t.Errorf("an empty --analyst: %v", err)
	}
}

// A project keeps the form of a name that an older version stored.
func TestAnAnalystIsFoundInTheFormOfTheProject(t *testing.T) {
	const composed, decomposed = "Jos\u00e9", "Jose\u0301"
	p := storagetest.New(t)
	doc := storagetest.Document("The ferry was late.")
	storagetest.Import(t, p, doc)
	sentence := doc.Sentences()[0].Span
	err := Commit(t.Context(), p, edit.Change{Verb: edit.GoBack, Edits: []edit.Edit{edit.Of(record.OnSentence(doc.ID, sentence, decomposed), nil, &model.Annotation{Analyst: decomposed, Label: model.Claim})}})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{composed: decomposed, decomposed: decomposed, "Bo": "Bo", "": ""} {
		if got, err := AnalystIn(p, name); err != nil || got != want {
			t.Errorf("%q is %q (%v), want %q", name, got, err, want)
		}
	}
}
