package panel

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"assay.app/assay/model"
)

// notes is the list of notes on one target, with a button that adds one.
type notes struct {
	content *fyne.Container
	actions noteActions
	newID   func() string
	focus   func(fyne.Focusable)

	target  model.NoteTarget
	boxes   []*noteBox // the first n.shown boxes are visible; the last visible box can be blank, for a new note
	shown   int
	written int // the notes that exist
	list    *fyne.Container
	add     *action
	title   string // text of add without its key
}

func newNotes(addTitle string, a noteActions, newID func() string, focus func(fyne.Focusable)) *notes {
	n := &notes{title: addTitle, actions: a, newID: newID, focus: focus, list: container.NewVBox()}
	n.add = newAction(addTitle, theme.ContentAddIcon(), func() { n.write(true) })
	n.content = container.NewVBox(n.list, n.add)
	return n
}

func (n *notes) setKey(key string) { n.add.SetText(withKey(n.title, key)) }

// set shows the notes on a target. A blank note stays open if the target is the
// same as before.
func (n *notes) set(target model.NoteTarget, list []model.Note) {
	if !n.target.Same(target) {
		n.shown = 0
	}
	n.target = target
	var blank *noteBox
	if n.shown > len(list) {
		blank = n.boxes[n.shown-1]
	}
	n.written = len(list)
	n.show(len(list))
	for i, note := range list {
		n.boxes[i].set(note)
	}
	if blank != nil && blank.text.Text == "" && blank.grade().IsZero() {
		n.blank()
	}
	n.content.Refresh()
}

// show makes the first count boxes visible, and hides the others.
func (n *notes) show(count int) {
	for len(n.boxes) < count {
		n.boxes = append(n.boxes, newNoteBox(n.actions))
	}
	n.shown = count
	for i, b := range n.boxes {
		b.text.gone = i >= count
	}
	objects := make([]fyne.CanvasObject, count)
	for i := range objects {
		objects[i] = n.boxes[i].content
	}
	n.list.Objects = objects
}

func (n *notes) blank() *noteBox {
	n.show(n.shown + 1)
	b := n.boxes[n.shown-1]
	b.set(model.Note{ID: n.newID(), Target: n.target})
	return b
}

// write focuses the last note of the analyst. If there is none, or if the parameter
// another is true, it focuses a note without text.
func (n *notes) write(another bool) {
	var b *noteBox
	for _, own := range n.boxes[:n.shown] {
		if !own.fixed {
			b = own
		}
	}
	if b == nil || another && b.text.Text != "" {
		b = n.blank()
	}
	n.content.Refresh()
	n.focus(b.text)
	b.text.caretToEnd()
}
