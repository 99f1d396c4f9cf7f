package search

import (
	"errors"
	"slices"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/model/record"
)

// bridge is a list in which "Traffic stopped" was joined into the first statement.
func bridge() record.Statements {
	return record.NewStatements(map[model.StatementID]record.Statement{
		"s1": {Title: "The bridge was closed"}, "s2": {Title: "The ferry ran", Position: 1}, "s3": {Title: "Traffic stopped", Into: "s1"},
	})
}

func mentionBy(analyst string, id model.StatementID, stance model.Stance) any {
	return &record.Mention{Statement: id, Analyst: analyst, Title: "As it was", Stance: stance}
}

func TestMentionsAreFoundByStatementAndStance(t *testing.T) {
	mentions := []any{
		mentionBy("Ines", "s3", model.Denies), mentionBy("Ines", "s2", model.Asserts),
		mentionBy("Omar", "s1", model.Doubts), mentionBy("Omar", "gone", model.Attributes),
	}
	for _, c := range []struct {
		typed, by    string
		want, hidden bool // whether the sentence is found while other layers are shown, and while they are hidden
	}{
		{`statement:"the bridge was closed"`, "Ines", true, true},
		{`statement:"The Bridge*"`, "Ines", true, true},
		{"statement:bridge", "Ines", false, false},
		{"statement:the", "Ines", false, false},
		{`statement:"traffic stopped"`, "Ines", false, false},
		{`statement:"as it was"`, "", true, true}, // the list no longer has the statement
		{"statement:s1", "Ines", true, true},      // an id
		{"statement:S3", "Ines", true, true},
		{"statement:GONE", "", true, true},
		{"statement:s", "Ines", false, false},
		{"statement:s*", "Ines", false, false},
		{"statement:s1 stance:asserts", "Ines", false, false},
		{"statement:*", "Ines", true, true},
		{"statement:*", "Zoe", false, false},
		{"-statement:*", "Zoe", true, true},
		{`-statement:"the ferry ran"`, "Ines", false, false},
		{"stance:denies", "Ines", true, true},
		{"stance:DOUBTS", "Ines", false, false},
		{"stance:doubts", "Omar", true, true},
		{"stance:doubts analyst:omar", "Ines", true, false},
		{"stance:doubts analyst:*", "Ines", true, false},
		{"stance:asserts,doubts", "Ines", true, true},
		{"stance:*", "Ines", true, true},
		{"-stance:attributes", "Ines", true, true},
		{"untagged statement:* analyst:omar", "Ines", true, false},

		// Both are about one mention.
		{`statement:"the bridge*" stance:denies`, "Ines", true, true},
		{`stance:denies statement:"the bridge*"`, "Ines", true, true},
		{`statement:"the bridge*" stance:asserts`, "Ines", false, false},
		{`statement:"the bridge*" stance:doubts analyst:*`, "Ines", true, false},
		{`statement:"the ferry*" stance:doubts analyst:*`, "Ines", false, false},
		{`statement:"the bridge*" -stance:asserts`, "Ines", true, true},
		{`statement:"the bridge*" -stance:denies`, "Ines", false, false},
		{`-statement:"the bridge*" stance:denies`, "Ines", false, false},
		{`-statement:"the bridge*" stance:asserts`, "Ines", true, true},
		{`statement:"the bridge*" statement:"the ferry*"`, "Ines", true, true},
		{`statement:"the bridge*" statement:"the ferry*" stance:asserts`, "Ines", false, false},
	} {
		q := queried(t, c.typed+" ")
		for blind, want := range map[bool]bool{false: c.want, true: c.hidden} {
			asked := Asked{
				Unit: model.Unit{Kind: model.UnitSentence}, Analyst: c.by, Blind: blind && c.by != "", Statements: bridge(),
				Records: func(kind model.Kind) []any {
					if kind != record.MentionKind {
						return nil
					}
					return mentions
				},
			}
			if got := q.WantsSentence(asked); got != want {
				t.Errorf("%s by %q, hidden %v: found %v", c.typed, c.by, blind, got)
			}
		}
		if asks := q.Asks(); !slices.Equal(asks.Records, []model.Kind{record.MentionKind}) || asks.Article {
			t.Errorf("%s asks %+v", c.typed, asks)
		}
	}
}

func TestArticlesAreFoundByOrigin(t *testing.T) {
	wire, own, unnamed := record.Origin{Kind: model.FromAgency, Name: "Harbour Wire"}, record.Origin{Kind: model.OwnReporting, Name: "Tide Post"}, record.Origin{Kind: model.OwnReporting}
	for _, c := range []struct {
		typed                        string
		wire, own, unnamed, noOrigin bool
	}{
		{"origin:wire", true, false, false, false},
		{`origin:"harbour w"`, true, false, false, false},
		{"origin:arbour", false, false, false, false},
		{"origin:tide,harbour", true, true, false, false},
		{"origin:own", false, true, true, false},
		{"origin:Own,wire", true, true, true, false},
		{"origin:*", true, true, true, false},
		{"-origin:*", false, false, false, true},
		{"origin:unknown", false, false, false, true},
		{"origin:NONE,wire", true, false, false, true},
		{"-origin:unknown", true, true, true, false},
		{"-origin:wire", false, true, true, true},
	} {
		q := queried(t, c.typed+" ")
		for of, want := range map[*record.Origin]bool{&wire: c.wire, &own: c.own, &unnamed: c.unnamed, nil: c.noOrigin} {
			asked := Asked{Analyst: "Ines", Blind: true, Records: func(kind model.Kind) []any {
				if kind != record.OriginKind || of == nil {
					return nil
				}
				return []any{of}
			}}
			if got := q.WantsSentence(asked); got != want {
				t.Errorf("%s: %+v is found: %v", c.typed, of, got)
			}
		}
		if !slices.Equal(q.Asks().Records, []model.Kind{record.OriginKind}) || !Around(record.OriginKind) {
			t.Errorf("%s asks %+v", c.typed, q.Asks())
		}
		if required := len(q.Required()) > 0; required && c.noOrigin {
			t.Errorf("%s requires an origin", c.typed)
		}
	}
	if got := queried(t, "origin:wire ").Required(); !slices.Equal(got, []model.Kind{record.OriginKind}) {
		t.Errorf("origin:wire requires %v", got)
	}
}

func TestOnlyStancesAreValuesOfStance(t *testing.T) {
	for typed, reason := range map[string]Reason{
		"stance:maybe": BadStance, "stance:den*": BadStance, "stance:denies,not": BadStance, `stance:""`: MissingValue, "stance:denies,": MissingValue,
	} {
		_, err := Parse(typed + " ")
		var wrong *SyntaxError
		if !errors.As(err, &wrong) || wrong.Reason != reason {
			t.Errorf("%s: %v", typed, err)
		}
	}
}

func TestUnknownStatementsAreNamed(t *testing.T) {
	for typed, want := range map[string][]string{
		`statement:"the bridge was closed","the f*"`: nil,
		"statement:*":                        nil,
		"statement:s1,S3,s9":                 {"s9"},
		`statement:"traffic stopped",bridge`: {"traffic stopped", "bridge"},
	} {
		if got := queried(t, typed+" ").UnknownStatements(bridge()); !slices.Equal(got, want) {
			t.Errorf("%s: %q", typed, got)
		}
	}
}
