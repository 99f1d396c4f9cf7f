package claimreview

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/timeline"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/schema"
)

// ratingOf returns the rating for a verdict. Its value is the place of the verdict in the scale of the
// project, of which the first verdict is the best. "cannot be judged" is outside of the order, so it has
// no value, and neither has a verdict of an earlier scale.
func ratingOf(scale []string, verdict string) rating {
	r := rating{Type: "Rating", Name: verdict}
	unjudged := model.Verdicts()[len(model.Verdicts())-1]
	ordered := slices.DeleteFunc(slices.Clone(scale), func(v string) bool { return v == unjudged })
	if at := slices.Index(ordered, verdict); at >= 0 && len(ordered) > 1 {
		r.Value, r.Best, r.Worst = len(ordered)-at, len(ordered), 1
	}
	return r
}

// confidenceOf returns how far the analyst trusts the basis of a judgement, and why.
func confidenceOf(j *evidence.Judgement) string {
	if j.Confidence == "" {
		return j.Reason
	}
	return strings.TrimSuffix(fmt.Sprintf("Confidence: %s. %s", j.Confidence, j.Reason), " ")
}

// bodyOf returns the parts of a judgement as a text. Likelihood and confidence are in paragraphs of
// their own, as ICD 203 asks.
func bodyOf(j *evidence.Judgement) string {
	var parts []string
	if from, to := j.Likelihood.Range(); to > 0 {
		parts = append(parts, fmt.Sprintf("Likelihood: %s (%d–%d %%).", j.Likelihood, from, to))
	}
	if text := confidenceOf(j); text != "" {
		parts = append(parts, text)
	}
	for _, part := range [][2]string{{"Assumptions", j.Assumptions}, {"Gaps", j.Gaps}, {"What would change it", j.Change}} {
		if part[1] != "" {
			parts = append(parts, part[0]+": "+part[1])
		}
	}
	return strings.Join(parts, "\n\n")
}

// claimOf returns the claim that a statement is, as an analyst sees it. It appears in the articles with
// mentions that assert or attribute it. Its authors are the voices to which these are attributed.
func claimOf(project *peer.Project, s *evidence.Statement, analyst string) claim {
	c := claim{Type: "Claim", ID: "urn:uuid:" + schema.UUID("statement/"+project.ID+"/"+string(s.ID)), Name: s.Title}
	seen := map[model.ArticleID]bool{}
	var links []*evidence.Link
	for i := range s.Mentions {
		l := &s.Mentions[i]
		if l.Analyst != analyst || l.Stance != model.Asserts && l.Stance != model.Attributes {
			continue
		}
		if a, ok := authorOf(l); ok && l.Stance == model.Attributes && !slices.Contains(c.Authors, a) {
			c.Authors = append(c.Authors, a)
		}
		if !seen[l.On.Article] {
			seen[l.On.Article] = true
			links = append(links, l)
		}
	}
	slices.SortStableFunc(links, func(a, b *evidence.Link) int {
		x, y := a.Article.Metadata.Chronological(), b.Article.Metadata.Chronological()
		return cmp.Or(boolean(x == "")-boolean(y == ""), cmp.Compare(x, y), cmp.Compare(a.On.Article, b.On.Article))
	})
	for _, l := range links {
		c.Appearances = append(c.Appearances, articleOf(l))
	}
	if first, ok := firstOf(links); ok {
		c.First = &c.Appearances[first]
		c.Published = c.First.Published
	}
	return c
}

func boolean(b bool) int {
	if b {
		return 1
	}
	return 0
}

// firstOf returns the index of the article that was published before all others, and false if this is
// not known. links are sorted by time.
func firstOf(links []*evidence.Link) (int, bool) {
	if len(links) == 0 {
		return 0, false
	}
	first := timeline.MomentOf(links[0].Article.Metadata)
	for _, l := range links[1:] {
		if !before(first, timeline.MomentOf(l.Article.Metadata)) {
			return 0, false
		}
	}
	return 0, first.Precision != timeline.Unknown
}

// before reports whether a is before b for certain. Without a zone only days are compared, as in a
// timeline.
func before(a, b timeline.Moment) bool {
	if a.Precision == timeline.Unknown || b.Precision == timeline.Unknown {
		return false
	}
	if !a.Zoned && !b.Zoned {
		return a.From.Format(time.DateOnly) < b.From.Format(time.DateOnly)
	}
	_, end := a.Certain()
	from, _ := b.Certain()
	return !from.Before(end)
}

// authorOf returns the voice to which a sentence is attributed. Documents cannot be authors.
func authorOf(l *evidence.Link) (agent, bool) {
	switch {
	case l.VoiceName == "" || l.VoiceKind == model.VoiceDocument:
		return agent{}, false
	case l.VoiceKind == model.VoiceOutlet:
		return agent{"Organization", l.VoiceName}, true
	default:
		return agent{"Person", l.VoiceName}, true
	}
}

// articleOf returns the article of a sentence.
func articleOf(l *evidence.Link) article {
	m := l.Article.Metadata
	a := article{Type: "NewsArticle", URL: m.URL, Headline: l.Article.Heading(), Published: cmp.Or(published(m), m.Published)}
	if m.Outlet != "" {
		a.Publisher = &agent{"Organization", m.Outlet}
	}
	return a
}

// published returns the time of publication, with its zone, or "" if it is not known so exactly.
func published(m model.Metadata) string {
	at, zoned, ok := model.ParseMoment(m.PublishedAt)
	if !ok || !zoned {
		return ""
	}
	return at.Format("2006-01-02T15:04:05Z07:00")
}
