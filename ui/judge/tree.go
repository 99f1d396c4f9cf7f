package judge

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/model"
	"assay.app/assay/ui/command"
	"assay.app/assay/ui/panel"
	"assay.app/assay/ui/rows"
	"assay.app/assay/ui/words"
)

// tree shows the evidence of the current statement. Right and Left open and close a node.
type tree struct {
	of    *Controller
	tips  *panel.Tips
	list  *rows.List
	nodes []node
	at    int
}

func newTree(c *Controller, tips *panel.Tips) *tree {
	t := &tree{of: c, tips: tips}
	t.list = rows.New(treeRows{t})
	t.list.OnClick = func(i int, _ fyne.KeyModifier) {
		again := t.list.Focused() && i == t.at
		c.win.Focus(t.list)
		t.choose(i)
		if again {
			t.toggle()
		}
	}
	t.list.OnMenu = func(i int, at fyne.Position) {
		c.win.Focus(t.list)
		t.choose(i)
		c.openMenu(at)
	}
	t.list.OnDrag, t.list.OnDrop = func(int, fyne.Position) {}, func(int, fyne.Position) {}
	t.list.OnEnter = func(i int, row fyne.CanvasObject) {
		if i < len(t.nodes) {
			tips.Below(row, words.Lines(t.nodes[i].title, t.nodes[i].detail, t.gradeInWords(&t.nodes[i])))
		}
	}
	t.list.OnLeave = tips.Leave
	t.list.OnKey = t.typed
	t.list.OnTab = c.nextArea
	t.list.OnRune, t.list.OnShortcut = c.win.PressRune, c.win.PressShortcut
	t.list.OnFocus = func(on bool) { c.focused(treeArea, on) }
	t.list.Spoken = t.spoken
	return t
}

// current returns the current node, or nil.
func (t *tree) current() *node {
	if t.at < 0 || t.at >= len(t.nodes) {
		return nil
	}
	return &t.nodes[t.at]
}

// refresh shows the evidence again. The same node stays current, or what is now at its place.
func (t *tree) refresh() {
	key, at := "", t.at
	if n := t.current(); n != nil {
		key = n.key
	}
	t.nodes = t.of.tree()
	if i := indexOf(t.nodes, key); i >= 0 {
		at = i
	}
	t.at = max(0, min(at, len(t.nodes)-1))
	t.list.Refresh()
	t.list.Reveal(t.at)
}

func (t *tree) choose(i int) {
	if len(t.nodes) == 0 {
		return
	}
	t.at = min(max(i, 0), len(t.nodes)-1)
	t.list.Reveal(t.at)
	t.list.RefreshStates()
	t.of.view.sayNode()
	t.of.win.ShowHints()
}

// toggle opens or closes the current node.
func (t *tree) toggle() {
	if n := t.current(); n != nil && n.opens {
		t.of.setOpen(n, !n.open)
		t.refresh()
		t.of.win.ShowHints()
	}
}

// unfold opens the current node, or goes to what is in it.
func (t *tree) unfold() {
	switch n := t.current(); {
	case n == nil:
	case n.opens && !n.open:
		t.toggle()
	case n.opens && t.at+1 < len(t.nodes) && t.nodes[t.at+1].depth > n.depth:
		t.choose(t.at + 1)
	}
}

// fold closes the current node, or goes to the one that it is in.
func (t *tree) fold() {
	switch n := t.current(); {
	case n == nil:
	case n.opens && n.open:
		t.toggle()
	default:
		if i := parent(t.nodes, t.at); i >= 0 {
			t.choose(i)
		}
	}
}

// typed handles a key. Keys without a meaning in the tree go to the window.
func (t *tree) typed(k *fyne.KeyEvent, mod fyne.KeyModifier) {
	switch {
	case mod&^fyne.KeyModifierShift != 0:
		t.of.win.PressKey(k)
		return
	case k.Name == fyne.KeyF10 && mod == fyne.KeyModifierShift, k.Name == menuKey:
		if t.current() != nil {
			t.of.openMenu(t.list.RowPosition(t.at))
		}
		return
	}
	switch k.Name {
	case fyne.KeyDown:
		t.choose(t.at + 1)
	case fyne.KeyUp:
		t.choose(t.at - 1)
	case fyne.KeyPageDown:
		t.choose(t.at + t.list.Page())
	case fyne.KeyPageUp:
		t.choose(t.at - t.list.Page())
	case fyne.KeyHome:
		t.choose(0)
	case fyne.KeyEnd:
		t.choose(len(t.nodes) - 1)
	case fyne.KeyRight:
		t.unfold()
	case fyne.KeyLeft:
		t.fold()
	case fyne.KeySpace:
		t.toggle()
	default:
		t.of.win.PressKey(k)
	}
}

// menuKey is the key that opens context menus.
const menuKey fyne.KeyName = "Menu"

// gradeInWords returns what the grade of a node means, or "".
func (t *tree) gradeInWords(n *node) string {
	switch {
	case n.kind == sentenceNode:
		return inForce(n.link)
	case n.grade == "":
		return ""
	}
	return n.grade + ": " + words.Reliability(n.grade[:1])
}

// spoken returns the text of the current node for screen readers.
func (t *tree) spoken() string {
	n := t.current()
	if n == nil {
		return lang.L("Evidence") + ": " + t.of.view.whyNoEvidence()
	}
	parts := []string{n.title, n.detail, t.gradeInWords(n)}
	if n.kind == groupNode {
		parts = append(parts, words.N("{{.Count}} sentences", n.count))
	}
	if n.kind == sentenceNode {
		parts = append(parts, weightText(n.weight))
	}
	if n.opens {
		if n.open {
			parts = append(parts, lang.X("node.open", "open"))
		} else {
			parts = append(parts, lang.X("node.closed", "closed"))
		}
	}
	parts = append(parts, lang.L("level {{.Level}}", map[string]any{"Level": words.Number(n.depth + 1)}),
		lang.L("row {{.Row}} of {{.Count}}", map[string]any{"Row": t.at + 1, "Count": len(t.nodes)}))
	return words.Joined(", ", parts...)
}

// weightText returns whether and how a sentence is cited.
func weightText(w model.Weight) string {
	if w == "" {
		return lang.L("not cited")
	}
	return lang.L("cited {{.Weight}}", map[string]any{"Weight": words.Weight(w)})
}

// openMenu opens the menu of what is current.
func (c *Controller) openMenu(at fyne.Position) {
	groups := [][]command.ID{{newID, correctID}, {openID}, {deleteID}}
	switch c.area() {
	case treeArea:
		groups = [][]command.ID{{openID}, {forID, againstID, neitherID}, {allID}, {deleteID}}
	case rivalsArea:
		groups = [][]command.ID{{consistentID, inconsistentID, neitherFitID, deleteFitID}, {openRivalID}, {renameRivalID, leftRivalID, rightRivalID, removeRivalID}}
	default:
	}
	var all [][]*command.Command
	for _, ids := range groups {
		var group []*command.Command
		for _, id := range ids {
			group = append(group, c.win.Commands().Find(id))
		}
		all = append(all, group)
	}
	c.win.ContextMenu(at, all...)
}

// treeRows implements rows.Source.
type treeRows struct{ t *tree }

var _ rows.Source = treeRows{}

// Len implements rows.Source.
func (s treeRows) Len() int { return len(s.t.nodes) }

// Heading implements rows.Source. There are no headings.
func (s treeRows) Heading(int) bool { return false }

// HeadingsBefore implements rows.Source.
func (s treeRows) HeadingsBefore(int) int { return 0 }

// NewRow implements rows.Source.
func (s treeRows) NewRow() fyne.CanvasObject { return newTreeRow() }

// NewHeading implements rows.Source.
func (s treeRows) NewHeading() fyne.CanvasObject { return container.NewWithoutLayout() }

// Fill implements rows.Source.
func (s treeRows) Fill(i int, o fyne.CanvasObject) {
	if i < len(s.t.nodes) {
		o.(*treeRow).set(&s.t.nodes[i])
	}
}

// State implements rows.Source.
func (s treeRows) State(i int) rows.State {
	return rows.State{Selected: i == s.t.at, Lead: i == s.t.at}
}

// cited returns the sentences on which commands act: the one of the current node or, if it is a
// group, those in it.
func (t *tree) cited() (all []model.Subject) {
	n := t.current()
	switch {
	case n == nil:
	case n.link != nil:
		all = append(all, n.link.On)
	case n.kind == groupNode:
		for _, l := range t.of.linksWith(n.analyst, n.judgement, n.weight) {
			all = append(all, l.On)
		}
	}
	return all
}

// mine reports whether the current node belongs to the analyst's own judgement or mentions.
func (t *tree) mine() bool {
	n := t.current()
	return n != nil && n.analyst == t.of.win.Session().Analyst()
}
