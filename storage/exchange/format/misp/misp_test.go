package misp

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"assay.app/assay/model"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

// whole is an event as it is written.
type whole struct {
	Event struct {
		event
		Attribute []attribute
	}
}

func exported(t testing.TB, p *storage.Project) (got whole) {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(peertest.Export(t, Formats()[0], p)))
	d.DisallowUnknownFields()
	if err := d.Decode(&got); err != nil {
		t.Fatal(err)
	}
	return got
}

// said returns the attributes in short: type, value, tags, and the comment.
func said(all []attribute) (lines []string) {
	for _, a := range all {
		line := a.Type + " " + a.Value + " |"
		for _, t := range a.Tags {
			line += " " + t.Name
		}
		lines = append(lines, line+" | "+strings.ReplaceAll(a.Comment, "\n", " / "))
	}
	return lines
}

func TestJudgementsGradesAndNotesAreAttributes(t *testing.T) {
	got := exported(t, peertest.Judged(t))
	if e := got.Event.event; e.Info != "test" || e.Date != "2026-03-04" || e.ThreatLevel != "4" || e.Distribution != "0" || e.Published {
		t.Errorf("%+v", e)
	}
	want := []string{
		`text The wall gave way | estimative-language:likelihood-probability="very-likely" estimative-language:confidence-in-analytic-judgment="moderate" | Judged by ana: confirmed / Reason: Two sources. / Assumptions: They can see. / Gaps: How much. / What would change it: A picture.`,
		`text The wall gave way (zoe) | estimative-language:likelihood-probability="almost-no-chance" | Judged by zoe: refuted`,
		`text Somebody saw it coming | estimative-language:confidence-in-analytic-judgment="low" | Judged by ana: likely`,
		`text Trains were late | | Judged by zoe: cannot be judged`,
		`url https://quay.example/wall | | Harbour wall gives way, The Quay Post, 2026-03-03 10:30 +01:00`,
		`text The wall of the old harbour gave way on Tuesday. | admiralty-scale:source-reliability="b" admiralty-scale:information-credibility="2" | https://quay.example/wall / Graded B2 by ana: Two people saw it. / Note by ana: Where does it <say> so? / Nowhere.`,
		`url https://echo.example/ferry | admiralty-scale:source-reliability="c" | No ferry, Öland Echo, 2026-03-04 / Graded C by ana`,
		`text https://echo.example/ferry (zoe) | | No ferry, Öland Echo, 2026-03-04 / Note by zoe: Thin.`,
		`text The Quay Post | admiralty-scale:source-reliability="a" | Outlet / Graded A by ana: Corrects its mistakes.`,
		`text The Quay Post (zoe) | | Outlet / Note by zoe: Local, careful.`,
		`text Ana Ré | admiralty-scale:source-reliability="f" | Voice / Graded F by ana`,
	}
	if lines := said(got.Event.Attribute); !slices.Equal(lines, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(lines, "\n"), strings.Join(want, "\n"))
	}
}

// MISP refuses two attributes with one type and value, and two tags of an exclusive predicate.
func TestEventsAreValidForAnyProject(t *testing.T) {
	for seed := range uint64(10) {
		rng := rand.New(rand.NewPCG(seed, 2))
		got := exported(t, peertest.Project(t, rng, rng.IntN(4), 1+rng.IntN(30)))
		values, ids := map[string]bool{}, map[string]bool{}
		for _, a := range got.Event.Attribute {
			if values[a.Type+" "+a.Value] || ids[a.UUID] || a.Value == "" {
				t.Errorf("seed %d: %+v is there twice, or empty", seed, a)
			}
			values[a.Type+" "+a.Value], ids[a.UUID] = true, true
			predicates := map[string]bool{}
			for _, one := range a.Tags {
				predicate, _, _ := strings.Cut(one.Name, "=")
				if predicates[predicate] || !regexp.MustCompile(`^[a-z-]+:[a-z-]+="[a-z0-9-]+"$`).MatchString(one.Name) {
					t.Errorf("seed %d: %+v", seed, a)
				}
				predicates[predicate] = true
			}
		}
	}
}

func TestAllTermsHaveTags(t *testing.T) {
	// The values of the predicate likelihood-probability in misp-taxonomies/estimative-language.
	want := []string{"almost-no-chance", "very-unlikely", "unlikely", "roughly-even-chance", "likely", "very-likely", "almost-certain"}
	for i, l := range model.Likelihoods() {
		if got := strings.ReplaceAll(string(l), " ", "-"); got != want[i] {
			t.Errorf("%q", got)
		}
	}
}

func TestAnEmptyProjectIsAnEventWithoutAttributes(t *testing.T) {
	got := exported(t, peertest.Empty(t))
	if got.Event.UUID == "" || got.Event.Attribute == nil || len(got.Event.Attribute) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestExportsAreEqualAndCanBeEnded(t *testing.T) {
	p := peertest.Project(t, rand.New(rand.NewPCG(7, 7)), 2, 20)
	if a, b := peertest.Export(t, Formats()[0], p), peertest.Export(t, Formats()[0], p); !bytes.Equal(a, b) {
		t.Error("two exports differ")
	}
	c, err := peer.Open(context.Background(), p, peer.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := write(ctx, &bytes.Buffer{}, c); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
