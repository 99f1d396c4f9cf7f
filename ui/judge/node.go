package judge

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/model/evidence"
	"assay.app/assay/model/record"
	"assay.app/assay/ui/words"
)

// nodeKind is what a node of the tree is about. A node is inside the nearest one above it that is
// less deep.
type nodeKind int

const (
	judgementNode nodeKind = iota
	groupNode              // the sentences with one weight, or those that are not cited
	sentenceNode
	articleNode
	attributionNode
	voiceNode
	outletNode
	noteNode
)

// node is a line of the tree of evidence.
type node struct {
	kind   nodeKind
	key    string // identifies the node within the statement
	depth  int
	title  string
	detail string
	grade  string // beside the title, or ""
	rules  bool   // the letter in force for the sentence comes from here

	opens, open bool
	analyst     string            // whose judgement it is in
	judgement   model.JudgementID // "" if there is none
	weight      model.Weight      // of a group or a sentence; "" if it is not cited
	link        *evidence.Link    // of a sentence and of what is inside it
	count       int               // of the sentences in a group
}

// tree returns the visible nodes for the current statement: the analyst's judgement first, then
// those of others that the analyst sees.
func (c *Controller) tree() (all []node) {
	if c.chain.of != c.at || c.at == "" {
		return nil
	}
	s := c.win.Session()
	all = c.addJudgement(all, s.Analyst())
	for _, analyst := range c.ledger.analysts(c.at) {
		if analyst != s.Analyst() && s.Sees(analyst) {
			all = c.addJudgement(all, analyst)
		}
	}
	return all
}

// addJudgement adds the judgement of an analyst that stands, with the sentences that it cites and
// the other mentions of the analyst. If the analyst has not judged, only the mentions are added.
func (c *Controller) addJudgement(all []node, analyst string) []node {
	j, judged := c.ledger.standing(analyst, c.at)
	root := node{kind: judgementNode, key: analyst, analyst: analyst, opens: true, title: lang.L("Not judged yet")}
	if judged {
		root.judgement, root.title = j.ID, words.UpperFirst(words.Verdict(j.Verdict))
		root.detail = judgementDetail(j.Judgement)
	}
	if analyst != c.win.Session().Analyst() {
		root.title = lang.L("{{.Analyst}}: {{.Text}}", map[string]any{"Analyst": c.win.Session().Called(analyst), "Text": root.title})
	}
	if judged && c.ledger.citations(analyst, j.ID) == 0 {
		root.detail = words.Joined(" · ", root.detail, lang.L("incomplete: no sentence is cited"))
	}
	root.open = c.isOpen(&root)
	all = append(all, root)
	if !root.open {
		return all
	}
	for _, w := range append(model.Weights(), "") {
		all = c.addGroup(all, root, w)
	}
	return all
}

func judgementDetail(j *record.Judgement) string {
	parts := []string{words.LikelihoodRange(j.Likelihood)}
	if j.Confidence != "" {
		parts = append(parts, lang.L("confidence: {{.Confidence}}", map[string]any{"Confidence": words.Confidence(j.Confidence)}))
	}
	return words.Joined(" · ", append(parts, words.Date(j.At.Local()))...)
}

// addGroup adds the sentences with a weight, unless there are none.
func (c *Controller) addGroup(all []node, root node, w model.Weight) []node {
	group := node{
		kind: groupNode, key: root.key + "/" + string(w), depth: 1, opens: true,
		analyst: root.analyst, judgement: root.judgement, weight: w, title: lang.L("Not cited yet"),
	}
	if w != "" {
		group.title = words.UpperFirst(words.Weight(w))
	}
	links := c.linksWith(root.analyst, root.judgement, w)
	if group.count = len(links); group.count == 0 {
		return all
	}
	group.open = c.isOpen(&group)
	all = append(all, group)
	if !group.open {
		return all
	}
	for _, l := range links {
		one := c.sentence(group, l)
		all = append(all, one)
		if one.open {
			all = c.addSources(all, one)
		}
	}
	return all
}

// linksWith returns the sentences that a judgement of an analyst cites with a weight or, for "",
// the analyst's mentions of the statement that it does not cite.
func (c *Controller) linksWith(analyst string, id model.JudgementID, w model.Weight) (all []*evidence.Link) {
	for i := range c.chain.links {
		l := &c.chain.links[i]
		if l.Analyst != analyst || c.ledger.weight(analyst, id, l.On) != w {
			continue
		}
		if w == "" && c.stance(l) == "" {
			continue
		}
		all = append(all, l)
	}
	return all
}

// stance returns the stance of the mention of the current statement on a sentence, or "".
func (c *Controller) stance(l *evidence.Link) model.Stance {
	of := c.ledger.mentions[c.at]
	for _, id := range append([]model.StatementID{c.at}, c.win.Session().Compared().Statements.Joined(c.at)...) {
		if stance := of[record.MentionOn(l.On, l.Analyst, id)]; stance != "" {
			return stance
		}
	}
	return ""
}

func (c *Controller) sentence(group node, l *evidence.Link) node {
	n := node{
		kind: sentenceNode, key: group.analyst + "/" + string(l.On.Article) + "/" + l.On.Sentence.String(), depth: 2, opens: true,
		analyst: group.analyst, judgement: group.judgement, weight: group.weight, link: l,
		title: l.Text, grade: l.InForce.Grade.String(),
	}
	stance := lang.L("no mention of the statement")
	if of := c.stance(l); of != "" {
		stance = words.Stance(of)
	}
	parts := []string{outletOf(l), words.VersionDate(l.Article), lang.L("paragraph {{.Number}}", map[string]any{"Number": words.Number(l.Paragraph + 1)}), stance}
	if l.Index < 0 {
		parts = append(parts, lang.L("not a sentence of the article any more"))
	}
	if l.Newest != "" {
		parts = append(parts, lang.L("earlier version"))
	}
	n.detail = words.Joined(" · ", parts...)
	n.open = c.isOpen(&n)
	return n
}

// outletOf returns the outlet of a sentence.
func outletOf(l *evidence.Link) string {
	if name := l.Article.Metadata.Outlet; name != "" {
		return name
	}
	return lang.L("no outlet")
}

// addSources adds where a sentence comes from: the article, the attribution, the voice and the
// outlet, each with its grade, and the notes.
func (c *Controller) addSources(all []node, of node) []node {
	l := of.link
	add := func(kind nodeKind, name, title, detail string, on record.Graded) {
		n := node{
			kind: kind, key: of.key + "/" + name, depth: 3, title: title, detail: detail,
			analyst: of.analyst, judgement: of.judgement, weight: of.weight, link: l,
		}
		if on != ungraded {
			n.grade = gradeOn(l, on)
			n.rules = l.InForce.Letter != nil && l.InForce.From == on
			n.detail = words.Joined(" · ", n.detail, ruling(&n))
		}
		all = append(all, n)
	}
	add(articleNode, "article", l.Article.Heading(), words.Joined(" · ", lang.L("article"), words.VersionDate(l.Article)), record.GradedArticle)
	if a := l.Attribution; a != nil {
		add(attributionNode, "attribution", attributed(a), lang.L("attribution"), ungraded)
		add(voiceNode, "voice", l.VoiceName, words.Joined(" · ", lang.L("voice"), words.VoiceKind(l.VoiceKind)), record.GradedVoice)
	} else {
		add(attributionNode, "attribution", lang.L("No voice"), lang.L("in the outlet’s own words, or not attributed"), ungraded)
	}
	add(outletNode, "outlet", outletOf(l), words.Joined(" · ", lang.L("outlet"), origin(l)), record.GradedOutlet)
	for i, note := range l.Notes {
		add(noteNode, "note"+words.Number(i), note.Text, lang.L("note"), ungraded)
	}
	return all
}

// ungraded is in place of a record.Graded for what has no grade.
const ungraded record.Graded = 255

// gradeOn returns the grade of a sentence or of one of its sources, or "".
func gradeOn(l *evidence.Link, on record.Graded) string {
	if g := l.Grades[on]; g != nil {
		return g.Grade.String()
	}
	return ""
}

// ruling returns a text that says whether a grade applies to the sentence.
func ruling(n *node) string {
	switch {
	case n.grade == "":
		return lang.L("not graded")
	case n.rules:
		return lang.L("this letter applies")
	}
	return ""
}

// attributed returns the cue and the mode of an attribution.
func attributed(a *record.Attribution) string {
	text := words.UpperFirst(words.SpeechMode(a.Mode))
	if a.Cue != "" {
		text = words.Joined(" · ", "“"+a.Cue+"”", text)
	}
	if a.Via != "" {
		text = words.Joined(" · ", text, lang.L("via {{.Outlet}}", map[string]any{"Outlet": a.Via}))
	}
	return text
}

// origin returns where the knowledge of an article comes from.
func origin(l *evidence.Link) string {
	if l.Origin == (model.Origin{}) {
		return ""
	}
	text := lang.L("origin: {{.Origin}}", map[string]any{"Origin": words.Origin(l.Origin)})
	if l.Proposed {
		text += " (" + lang.L("proposed") + ")"
	}
	return text
}

// inForce returns the grade that applies to a sentence, and where its letter comes from.
func inForce(l *evidence.Link) string {
	f := l.InForce
	switch {
	case f.Letter == nil && f.Digit == nil:
		return lang.L("not graded")
	case f.Letter == nil || f.From == record.GradedSentence:
		return f.Grade.String()
	}
	return words.Joined(" · ", f.Grade.String(), letterFrom(f.From))
}

// letterFrom returns a text that says where the letter of a grade comes from.
func letterFrom(on record.Graded) string {
	switch on {
	case record.GradedVoice:
		return lang.L("letter from the voice")
	case record.GradedArticle:
		return lang.L("letter from the article")
	case record.GradedOutlet:
		return lang.L("letter from the outlet")
	default:
		return ""
	}
}

// isOpen reports whether a node is open. Judgements and groups are, until the analyst closes them.
func (c *Controller) isOpen(n *node) bool {
	if is, set := c.chain.open[n.key]; set {
		return is
	}
	return n.kind == judgementNode && n.analyst == c.win.Session().Analyst() || n.kind == groupNode
}

func (c *Controller) setOpen(n *node, open bool) {
	if c.chain.open == nil {
		c.chain.open = map[string]bool{}
	}
	c.chain.open[n.key] = open
}

// parent returns the index of the node that a node is inside, or −1.
func parent(all []node, i int) int {
	for k := i - 1; k >= 0; k-- {
		if all[k].depth < all[i].depth {
			return k
		}
	}
	return -1
}

// indexOf returns the index of the node with a key, or −1.
func indexOf(all []node, key string) int {
	return slices.IndexFunc(all, func(n node) bool { return n.key == key })
}
