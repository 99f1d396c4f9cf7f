package sources

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"assay.app/assay/ui/command"
)

// action is something that can be done with the current row.
type action struct {
	title string
	key   command.Key
	why   string // why it cannot be done now, or ""
	run   func()
}

// The keys of actions. They are those of the list of phrases where it has the same action.
var (
	enterKey   = command.Named(fyne.KeyReturn)
	renameKey  = command.Named(fyne.KeyF2)
	joinKey    = command.Named(fyne.KeyF4)
	divideKey  = command.Rune('d')
	aliasKey   = command.Rune('a')
	kindKey    = command.Rune('k')
	gradeKey   = command.Rune('r')
	deleteKey  = command.Named(fyne.KeyDelete)
	profileKey = command.Rune('p')
)

// voiceActions returns what can be done with a voice.
func (c *Controller) voiceActions(row int) []action {
	v, write := c.table.Voices[row], c.win.NeedWritable()
	divide, unused := write, write
	if divide == "" && len(v.Aliases) == 0 {
		divide = lang.L("This voice has no other names.")
	}
	if unused == "" && v.Total.Total() > 0 {
		unused = lang.L("Sentences are attributed to this voice.")
	}
	return []action{
		{lang.L("Find"), enterKey, "", func() { c.sheets[voicesSection].open(row, -1) }},
		{lang.L("Rename…"), renameKey, write, func() { c.rename(v) }},
		{lang.L("Join…"), joinKey, write, func() { c.join(v) }},
		{lang.L("Divide…"), divideKey, divide, func() { c.divide(v) }},
		{lang.L("Add Other Name…"), aliasKey, write, func() { c.addAlias(v) }},
		{lang.L("Kind…"), kindKey, write, func() { c.chooseKind(v) }},
		{lang.L("Grade…"), gradeKey, write, func() { c.gradeVoice(v) }},
		{lang.L("Delete"), deleteKey, unused, func() { c.delete(v) }},
	}
}

// outletActions returns what can be done with an outlet.
func (c *Controller) outletActions(row int) []action {
	o, write := c.table.Outlets[row], c.win.NeedWritable()
	none := ""
	if o.Name == "" {
		none = lang.L("These articles have no outlet.")
		write = none
	}
	return []action{
		{lang.L("Find"), enterKey, none, func() { c.sheets[outletsSection].open(row, -1) }},
		{lang.L("Grade…"), gradeKey, write, func() { c.gradeOutlet(o) }},
		{lang.L("Profile…"), profileKey, none, func() { c.win.Profile(o.Name) }},
	}
}

// do runs the action with a key on the current row. It does nothing if there is none.
func (c *Controller) do(key command.Key) {
	s := c.sheets[c.section]
	if s.row < 0 || s.row >= s.rows {
		return
	}
	actions := s.menu(s.row)
	i := slices.IndexFunc(actions, func(a action) bool { return a.key == key })
	switch {
	case i < 0:
	case actions[i].why != "":
		c.win.Notice(actions[i].why)
	default:
		c.win.Session().EndTyping()
		actions[i].run()
	}
}

// Keys returns the commands that keys run while the view is shown.
func (c *Controller) Keys() *command.Table {
	var all []*command.Command
	for id, key := range map[command.ID]command.Key{
		"sources.rename": renameKey, "sources.join": joinKey, "sources.divide": divideKey, "sources.alias": aliasKey,
		"sources.kind": kindKey, "sources.grade": gradeKey, "sources.delete": deleteKey, "sources.profile": profileKey,
	} {
		all = append(all, &command.Command{ID: id, Keys: []command.Key{key}, Run: func() { c.do(key) }})
	}
	return command.NewTable(append(all,
		&command.Command{ID: "sources.section", Keys: []command.Key{command.Rune(']')}, Run: func() { c.setSection((c.section + 1) % sections) }},
		&command.Command{ID: "sources.section.back", Keys: []command.Key{command.Rune('[')}, Run: func() { c.setSection((c.section + sections - 1) % sections) }},
		&command.Command{ID: "sources.order", Keys: []command.Key{command.Rune('s')}, Run: func() { c.setOrder((c.order + 1) % (byKind + 1)) }},
	)...)
}

// Hints returns the keys that work in the view, for the status bar.
func (c *Controller) Hints() string {
	text := enterKey.String() + " " + lang.L("find")
	switch c.section {
	case voicesSection:
		text += " · " + renameKey.String() + " " + lang.L("rename") + " · " + joinKey.String() + " " + lang.L("join") + " · " +
			kindKey.String() + " " + lang.L("kind") + " · " + gradeKey.String() + " " + lang.L("grade") + " · " + command.Rune('s').String() + " " + lang.L("sort")
	case outletsSection:
		text += " · " + gradeKey.String() + " " + lang.L("grade") + " · " + profileKey.String() + " " + lang.L("profile")
	default:
		text = enterKey.String() + " " + lang.L("open")
	}
	return text + " · [/] " + lang.L("other table") + " · " + command.Named(fyne.KeyEscape).String() + " " + lang.L("back to Read")
}
