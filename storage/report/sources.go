package report

import (
	"strings"

	"assay.app/assay/model"
	"assay.app/assay/model/grading"
	"assay.app/assay/storage/report/content"
)

// sources adds the source summary statement: what the report rests on, in sentences written from
// counts (after Intelligence Community Directive 206, 2015, section E.3).
func (c *composition) sources(p *page) {
	p.heading(1, "sources", c.w.Say("Sources"))
	p.say(c.corpus())
	p.say(c.origins())
	p.say(c.citations())
	p.say(c.attributed())
	p.say(c.gradesInForce())
}

// corpus says how many articles of how many outlets there are, and of what time.
func (c *composition) corpus() string {
	if len(c.Articles) == 0 {
		return c.w.Say("There are no articles.")
	}
	outlets := map[model.OutletID]bool{}
	first, last, undated, unnamed := "", "", 0, 0
	for _, a := range c.Articles {
		if id := model.OutletIDOf(a.Metadata.Outlet); id != "" {
			outlets[id] = true
		} else {
			unnamed++
		}
		switch day := a.Metadata.Published; {
		case day == "":
			undated++
		default:
			if first == "" || day < first {
				first = day
			}
			last = max(last, day)
		}
	}
	said := []string{c.w.Count("This report regards {n} articles", len(c.Articles)) + " " + c.w.Count("from {n} outlets", len(outlets)) + "."}
	switch {
	case first != "" && first == last:
		said = append(said, c.w.Say("They were published on {date}.", "date", c.w.DayOf(first)))
	case first != "":
		said = append(said, c.w.Say("They were published from {first} to {last}.", "first", c.w.DayOf(first), "last", c.w.DayOf(last)))
	}
	if undated > 0 {
		said = append(said, c.w.Count("{n} articles have no date.", undated))
	}
	if unnamed > 0 {
		said = append(said, c.w.Count("{n} articles have no outlet.", unnamed))
	}
	if len(c.Earlier) > 0 {
		said = append(said, c.w.Count("{n} earlier versions of them are kept beside them.", len(c.Earlier)))
	}
	return strings.Join(said, " ")
}

// origins says where the articles take their knowledge from.
func (c *composition) origins() string {
	counts, unknown, proposed := map[string]int{}, 0, 0
	for _, a := range c.Articles {
		origin, set := c.Compared.Origin(a.ID)
		if !set {
			origin = c.Origins[a.ID].Origin
		}
		switch {
		case origin.Kind == "":
			unknown++
			continue
		case !set:
			proposed++
		}
		counts[originName(c.w, origin)]++
	}
	if len(counts) == 0 {
		return c.w.Say("The origin of the articles is not known.")
	}
	said := []string{c.w.Count("They have {n} known origins:", len(counts)) + " " + c.counted(counts) + "."}
	if proposed > 0 {
		said = append(said, c.w.Count("For {n} articles the origin is a proposal of the program that nobody has confirmed.", proposed))
	}
	if unknown > 0 {
		said = append(said, c.w.Count("For {n} articles it is not known.", unknown))
	}
	return strings.Join(said, " ")
}

// citations says how many sentences the judgements cite.
func (c *composition) citations() string {
	judgements, incomplete := 0, 0
	weights, sentences, outlets := map[model.Weight]int{}, map[cited]bool{}, map[model.OutletID]bool{}
	for _, j := range c.all {
		for _, one := range j.stands {
			judgements++
			if one.Incomplete() {
				incomplete++
			}
			for i := range one.Links {
				l := &one.Links[i]
				weights[l.Weight]++
				sentences[citedBy(l)] = true
				outlets[model.OutletIDOf(l.Article.Metadata.Outlet)] = true
			}
		}
	}
	if judgements == 0 {
		return c.w.Say("No statement is judged.")
	}
	said := []string{
		c.w.Count("{n} judgements stand.", judgements),
		c.w.Count("{n} sentences are cited", len(sentences)) + " " + c.w.Count("from {n} outlets", len(outlets)) + ": " +
			c.w.Say("{for} for, {against} against, and {neither} that are neither.", "for", c.w.Number(weights[model.For]), "against", c.w.Number(weights[model.Against]), "neither", c.w.Number(weights[model.Neither])),
	}
	if incomplete > 0 {
		said = append(said, c.w.Count("{n} judgements cite no sentence and are incomplete.", incomplete))
	}
	return strings.Join(said, " ")
}

// attributed says to how many voices the cited sentences are attributed.
func (c *composition) attributed() string {
	sentences, kinds, seen := map[cited]bool{}, map[string]int{}, map[model.VoiceID]bool{}
	for _, j := range c.all {
		for _, one := range j.stands {
			for i := range one.Links {
				l := &one.Links[i]
				if l.Attribution == nil {
					continue
				}
				sentences[citedBy(l)] = true
				if !seen[l.Voice] {
					seen[l.Voice] = true
					kind := c.w.Say("kind unknown")
					if l.VoiceKind != "" {
						kind = c.w.Name("voice", string(l.VoiceKind))
					}
					kinds[kind]++
				}
			}
		}
	}
	if len(sentences) == 0 {
		return ""
	}
	return c.w.Count("{n} of the cited sentences are attributed", len(sentences)) + " " + c.w.Count("to {n} voices", len(seen)) + ": " + c.counted(kinds) + "."
}

// gradesInForce says how the cited sentences are graded. F and 6 are no degrees of the scale, so
// they are counted apart and nothing is averaged.
func (c *composition) gradesInForce() string {
	letters, digits, seen := map[string]int{}, map[string]int{}, map[cited]bool{}
	for _, j := range c.all {
		for _, one := range j.stands {
			for i := range one.Links {
				if l := &one.Links[i]; !seen[citedBy(l)] {
					seen[citedBy(l)] = true
					letters[l.InForce.Source]++
					digits[l.InForce.Information]++
				}
			}
		}
	}
	if len(seen) == 0 {
		return ""
	}
	said := c.w.Say("Reliability of their sources:") + " " + c.scale(letters, grading.Letters, "letter") + ". "
	said += c.w.Say("Credibility of what they say:") + " " + c.scale(digits, grading.Digits, "digit") + "."
	if letters["F"]+digits["6"] > 0 {
		said += " " + c.w.Say("F and 6 say that something cannot be judged; they are not the worst degrees.")
	}
	return said
}

// scale returns the counts of the halves of grades, in the order of a scale.
func (c *composition) scale(counts map[string]int, scale, group string) string {
	var all []string
	for _, half := range strings.Split(scale, "") {
		if counts[half] > 0 {
			all = append(all, half+" ("+c.w.Name(group, half)+"): "+c.w.Number(counts[half]))
		}
	}
	if counts[""] > 0 {
		all = append(all, c.w.Say("not graded: {n}", "n", c.w.Number(counts[""])))
	}
	return strings.Join(all, "; ")
}

// outlets adds the outlets of the selection with their grades and profiles.
func (c *composition) outlets(p *page) {
	p.heading(1, "outlets", c.w.Say("Outlets"))
	var all [][]content.Cell
	for column, o := range c.Table.Outlets {
		about := []content.Run{}
		updated := ""
		if profile := c.profiles[o.ID]; profile != nil && o.ID != "" {
			for _, fact := range []struct{ label, text string }{
				{c.w.Say("Kind: {text}", "text", profile.Kind), profile.Kind},
				{c.w.Say("Owner: {text}", "text", profile.Owner), profile.Owner},
				{c.w.Say("Country: {text}", "text", profile.Country), profile.Country},
				{c.w.Say("Corrections: {text}", "text", profile.Corrections), profile.Corrections},
			} {
				if fact.text != "" {
					about = onNewLines(about, plain(fact.label))
				}
			}
			if !profile.Updated.IsZero() {
				updated = c.w.Date(profile.Updated.UTC())
			}
		}
		all = append(all, []content.Cell{
			textCell(c.column(column)), textCell(c.w.Number(o.Articles)), cell(c.outletGrades(o.ID)...), cell(about...), textCell(updated),
		})
	}
	if len(all) == 0 {
		p.say(c.w.Say("There are no articles."))
		return
	}
	p.add(content.Table{
		ID: "outlets-table", Title: c.w.Say("Outlets, grades and profiles"),
		Summary: c.w.Say("Each outlet with its articles, its grade with the reason, and what its profile says."),
		Columns: []content.Column{
			{Title: c.w.Say("Outlet"), Width: 2.5},
			{Title: c.w.Say("Articles"), Width: 1.1, Align: content.Trailing},
			{Title: c.w.Say("Grade and reason"), Width: 4},
			{Title: c.w.Say("Profile"), Width: 3},
			{Title: c.w.Say("Profile of"), Width: 1.7},
		},
		Rows: rows(all),
	})
	c.notesOnOutlets(p)
}
