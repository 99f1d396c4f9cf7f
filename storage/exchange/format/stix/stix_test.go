package stix

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

// exported returns the objects of a project.
func exported(t testing.TB, p *storage.Project) []object {
	t.Helper()
	var got struct {
		Type, ID string
		Objects  []object
	}
	d := json.NewDecoder(bytes.NewReader(peertest.Export(t, Formats()[0], p)))
	d.DisallowUnknownFields()
	if err := d.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if got.Type != "bundle" || !strings.HasPrefix(got.ID, "bundle--") {
		t.Errorf("%s %s", got.Type, got.ID)
	}
	return got.Objects
}

// said returns the objects in short.
func said(all []object) (lines []string) {
	names := map[string]string{}
	for _, o := range all {
		names[o.ID] = o.Name + o.Content
	}
	for _, o := range all {
		line := o.Type + " " + o.Class + o.Opinion + " " + o.Name + o.Content + o.Explanation
		if o.By != "" {
			line += " | by " + names[o.By]
		}
		if len(o.Labels) > 0 {
			line += " | " + strings.Join(o.Labels, " ")
		}
		lines = append(lines, strings.ReplaceAll(line, "\n", " / "))
	}
	return lines
}

func TestAProjectIsAReport(t *testing.T) {
	want := []string{
		"identity group test", "identity individual ana", "identity individual zoe",
		"identity organization The Quay Post",
		"note  Local, careful. | by zoe",
		`note  Graded A: Corrects its mistakes. | by ana | admiralty-scale:source-reliability="a"`,
		"identity organization Öland Echo",
		"identity unknown Ana Ré",
		`note  Graded F | by ana | admiralty-scale:source-reliability="f"`,
		"note  The wall gave way | by test", "note  Somebody saw it coming | by test", "note  Trains were late | by test", "note  The port is closed | by test",
		"note  Article: Harbour wall gives way / The Quay Post / 2026-03-03 10:30 +01:00 / https://quay.example/wall | by test",
		"note  Where does it <say> so? / Nowhere. | by ana",
		`note  Graded B2: Two people saw it. | by ana | admiralty-scale:source-reliability="b" admiralty-scale:information-credibility="2"`,
		"opinion agree asserts: “The wall of the old harbour gave way on Tuesday.” | by ana",
		"opinion neutral attributes: ““We saw it coming,” said Ana Ré, the harbour master.” | by ana",
		"note  Article: No ferry / Öland Echo / 2026-03-04 / https://echo.example/ferry | by test",
		"note  Thin. | by zoe",
		`note  Graded C | by ana | admiralty-scale:source-reliability="c"`,
		"opinion disagree denies: “The ferry to Ölland was cancelled.” | by ana",
		"opinion neutral doubts: “The ferry to Ölland was cancelled.” | by zoe",
		"opinion neutral attributes: “The company had no comment.” | by ana",
		`note  Verdict: confirmed / Likelihood: very likely (80–95 %) / Confidence: moderate / Reason: Two sources. / Assumptions: They can see. / Gaps: How much. / What would change it: A picture. / Evidence (for): The Quay Post, “The wall of the old harbour gave way on Tuesday.” / Evidence (against): Öland Echo, “The ferry to Ölland was cancelled.” | by ana | estimative-language:likelihood-probability="very-likely" estimative-language:confidence-in-analytic-judgment="moderate"`,
		"opinion agree ana judges this very likely. | by ana",
		`note  Verdict: refuted / Likelihood: almost no chance (1–5 %) | by zoe | estimative-language:likelihood-probability="almost-no-chance"`,
		"opinion strongly-disagree zoe judges this almost no chance. | by zoe",
		`note  Verdict: likely / Confidence: low / Evidence (for): The Quay Post, ““We saw it coming,” said Ana Ré, the harbour master.” | by ana | estimative-language:confidence-in-analytic-judgment="low"`,
		"note  Verdict: cannot be judged | by zoe",
		"report  test | by test",
	}
	got := said(exported(t, peertest.Judged(t)))
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			t.Errorf("missing: %s", want[i])
		case i >= len(want):
			t.Errorf("too much: %s", got[i])
		case got[i] != want[i]:
			t.Errorf("%d:\n got %s\nwant %s", i, got[i], want[i])
		}
	}
}

func TestReferencesLeadToObjectsOfTheBundle(t *testing.T) {
	id := regexp.MustCompile(`^(identity|note|opinion|report)--[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	check := func(name string, all []object) {
		t.Helper()
		there := map[string]bool{}
		for _, o := range all {
			if there[o.ID] || !id.MatchString(o.ID) || !strings.HasPrefix(o.ID, o.Type) {
				t.Errorf("%s: the id %s is there twice, or wrong", name, o.ID)
			}
			there[o.ID] = true
		}
		for _, o := range all {
			for _, ref := range append(slices.Clone(o.Refs), o.By) {
				if ref != "" && !there[ref] {
					t.Errorf("%s: %s refers to %s, which is not there", name, o.ID, ref)
				}
			}
			if o.Type == note && (o.Content == "" || len(o.Refs) == 0) || o.Type == opinion && (o.Opinion == "" || len(o.Refs) == 0) || o.Modified < o.Created {
				t.Errorf("%s: %+v", name, o)
			}
		}
		if last := all[len(all)-1]; last.Type != report || len(last.Refs) != len(all)-1 {
			t.Errorf("%s: the last object is %+v", name, last)
		}
	}
	for seed := range uint64(10) {
		rng := rand.New(rand.NewPCG(seed, 3))
		check("random", exported(t, peertest.Project(t, rng, rng.IntN(4), 1+rng.IntN(30))))
	}
	check("judged", exported(t, peertest.Judged(t)))
	check("empty", exported(t, peertest.Empty(t)))
}

func TestEveryDegreeHasAnOpinion(t *testing.T) {
	var got []string
	for _, l := range model.Likelihoods() {
		got = append(got, likely(l))
	}
	if want := []string{stronglyDisagree, disagree, disagree, neutral, agree, agree, stronglyAgree}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
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
