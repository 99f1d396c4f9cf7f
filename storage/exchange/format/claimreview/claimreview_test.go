package claimreview

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/storage"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
	"assay.app/assay/storage/storagetest"
)

// reviews returns what is written of a project.
func reviews(t testing.TB, p *storage.Project) feed {
	t.Helper()
	data := peertest.Export(t, Formats()[0], p)
	got := feed{}
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestEachJudgementThatStandsIsAReview(t *testing.T) {
	got := reviews(t, peertest.Judged(t))
	if got.Type != "DataFeed" || len(got.Items) != 4 {
		t.Fatalf("%d reviews: %+v", len(got.Items), got)
	}
	r := got.Items[0].Item
	if r.Type != "ClaimReview" || r.Claimed != "The wall gave way" || r.Author != (agent{"Person", "ana"}) || r.Published != "2026-03-04" || r.Context != vocabulary {
		t.Errorf("%+v", r)
	}
	if want := (rating{"Rating", "confirmed", 5, 5, 1, "Confidence: moderate. Two sources."}); r.Rating != want {
		t.Errorf("%+v", r.Rating)
	}
	if want := "Likelihood: very likely (80–95 %).\n\nConfidence: moderate. Two sources.\n\nAssumptions: They can see.\n\nGaps: How much.\n\nWhat would change it: A picture."; r.Body != want {
		t.Errorf("%q", r.Body)
	}
	// The ferry's article denies it, so the claim does not appear there.
	if a := r.Item.Appearances; len(a) != 1 || a[0].URL != "https://quay.example/wall" || a[0].Publisher.Name != "The Quay Post" || a[0].Published != "2026-03-03T10:30:00+01:00" ||
		r.Item.First == nil || *r.Item.First.Publisher != *a[0].Publisher || len(r.Item.Authors) != 0 {
		t.Errorf("%+v", r.Item)
	}
	if c := r.Citations; len(c) != 2 || c[0].Name != "for" || c[0].Text != "The wall of the old harbour gave way on Tuesday." || c[1].Name != "against" || c[1].PartOf.URL != "https://echo.example/ferry" {
		t.Errorf("%+v", c)
	}
	zoe := got.Items[1].Item
	if zoe.Author.Name != "zoe" || zoe.Rating.Value != 1 || zoe.Item.Appearances != nil || zoe.Item.ID != r.Item.ID || zoe.ID == r.ID {
		t.Errorf("%+v", zoe)
	}
	seen := got.Items[2].Item
	if len(seen.Item.Authors) != 1 || seen.Item.Authors[0] != (agent{"Person", "Ana Ré"}) || len(seen.Item.Appearances) != 2 ||
		seen.Item.First == nil || seen.Item.First.Headline != "Harbour wall gives way" || seen.Item.Appearances[0].Headline != "Harbour wall gives way" {
		t.Errorf("%+v", seen.Item)
	}
	if last := got.Items[3].Item; last.Rating.Value != 0 || last.Rating.Name != "cannot be judged" || last.Citations != nil {
		t.Errorf("%+v", last)
	}
}

func TestAVerdictIsRatedByItsPlaceInTheScale(t *testing.T) {
	for _, c := range []struct {
		scale     []string
		verdict   string
		value, of int
	}{
		{model.Verdicts(), "confirmed", 5, 5},
		{model.Verdicts(), "refuted", 1, 5},
		{model.Verdicts(), "cannot be judged", 0, 0},
		{[]string{"true", "half true", "false"}, "half true", 2, 3},
		{[]string{"true", "false"}, "confirmed", 0, 0},
		{[]string{"true", "cannot be judged"}, "true", 0, 0},
	} {
		if r := ratingOf(c.scale, c.verdict); r.Value != c.value || r.Best != c.of || r.Name != c.verdict {
			t.Errorf("%q of %q: %+v", c.verdict, c.scale, r)
		}
	}
}

func TestTheFirstAppearanceMustBeKnown(t *testing.T) {
	at := func(moments ...string) (links []*evidence.Link) {
		for _, m := range moments {
			day, _, _ := strings.Cut(m, "T")
			meta := model.Metadata{Published: day}
			if day != m {
				meta.PublishedAt = m
			}
			links = append(links, &evidence.Link{Article: model.Article{Metadata: meta}})
		}
		return links
	}
	for _, c := range []struct {
		moments []string
		known   bool
	}{
		{nil, false},
		{[]string{"2031-03-04"}, true},
		{[]string{""}, false},
		{[]string{"2031-03-04", "2031-03-05"}, true},
		{[]string{"2031-03-04", "2031-03-04"}, false},
		{[]string{"2031-03-04", ""}, false},
		{[]string{"2031-03-04T10:00+01:00", "2031-03-04T10:01+01:00"}, true},
		{[]string{"2031-03-04T10:00+01:00", "2031-03-04T10:01"}, false}, // in which zone?
		{[]string{"2031-03-04T10:00+01:00", "2031-03-08"}, true},
	} {
		if _, known := firstOf(at(c.moments...)); known != c.known {
			t.Errorf("%q: %v", c.moments, known)
		}
	}
}

func TestWithoutJudgementsThereIsAnEmptyFeed(t *testing.T) {
	for _, p := range []*storage.Project{peertest.Empty(t), peertest.Project(t, rand.New(rand.NewPCG(1, 1)), 2, 20)} {
		data := peertest.Export(t, Formats()[0], p)
		if !bytes.Contains(data, []byte(`"dataFeedElement": []`)) {
			t.Errorf("%s", data)
		}
	}
}

func TestARecordOfEveryKindIsWritten(t *testing.T) {
	path := t.TempDir() + "/all.assay"
	storagetest.Combine(t, path, storage.Options{})
	p, err := storage.Open(path, storage.Options{ReadOnly: true, Encode: storagetest.Encode})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	got := reviews(t, p)
	if len(got.Items) != 1 || got.Items[0].Item.Author.Name != "Inês" || got.Items[0].Item.Rating.Value != 2 || got.Items[0].Item.Claimed != "Somebody left" {
		t.Errorf("%+v", got)
	}
}

func TestExportsAreCountedEqualAndCanBeEnded(t *testing.T) {
	p := peertest.Judged(t)
	if a, b := peertest.Export(t, Formats()[0], p), peertest.Export(t, Formats()[0], p); !bytes.Equal(a, b) {
		t.Error("two exports differ")
	}
	c, err := peer.Open(context.Background(), p, peer.Options{Now: func() time.Time { return peertest.Epoch }})
	if err != nil {
		t.Fatal(err)
	}
	if err := write(context.Background(), &bytes.Buffer{}, c); err != nil || c.Amounts().Articles != 2 || c.Amounts().Of(model.Judgements) != 5 {
		t.Errorf("%+v, %v", c.Amounts(), err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := write(ctx, &bytes.Buffer{}, c); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
