package uitest

import (
	"image"
	"io"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// Drop drags files and folders onto the screen at a point and lets them go
// there, with the mouse, as from a file manager. It returns once the window
// below has taken what was dropped.
func (a *App) Drop(at image.Point, paths ...string) {
	a.t.Helper()
	links := make([]string, len(paths))
	for i, path := range paths {
		links[i] = (&url.URL{Scheme: "file", Path: path}).String()
	}
	a.DropLinks(at, links...)
}

// DropLinks drops URLs of whatever kind, as from a browser.
func (a *App) DropLinks(at image.Point, links ...string) {
	a.t.Helper()
	d := newDrag(a.t, a.display, strings.Join(links, "\r\n")+"\r\n")
	defer d.close()
	d.take()
	d.to(at)
	d.letGo()
}

// drag is the side of a drag and drop that has the data, by version 5 of the
// XDND protocol:
//
//	source                                         window below
//	  │ owns the selection XdndSelection                │
//	  ├── XdndEnter: which types there are ────────────▶│
//	  ├── XdndPosition, on each move ──────────────────▶│
//	  │◀────────────────────────── XdndStatus: taken? ──┤
//	  ├── XdndDrop ────────────────────────────────────▶│
//	  │◀────────────────── ConvertSelection: the data ──┤
//	  ├── the data as a property, SelectionNotify ─────▶│
//	  │◀───────────────────────────────── XdndFinished ─┤
//
// It has a small window of its own, where the mouse is pressed: from then on
// all that the mouse does is told to that window.
type drag struct {
	t      testing.TB
	conn   *xgb.Conn
	root   xproto.Window
	source xproto.Window
	target xproto.Window // that the mouse is over; 0 if it takes no drops
	taken  bool          // the target would take a drop here
	links  string        // what is dragged, as text/uri-list
	now    xproto.Timestamp
	atoms  map[string]xproto.Atom
	events chan xgb.Event // closed when the connection is
}

// The words of the protocol.
const (
	xdndAware     = "XdndAware"
	xdndSelection = "XdndSelection"
	xdndTypes     = "XdndTypeList"
	xdndEnter     = "XdndEnter"
	xdndPosition  = "XdndPosition"
	xdndStatus    = "XdndStatus"
	xdndLeave     = "XdndLeave"
	xdndDrop      = "XdndDrop"
	xdndFinished  = "XdndFinished"
	xdndCopy      = "XdndActionCopy"
	uriList       = "text/uri-list"

	xdndVersion = 5
)

// handle is where on the screen the source's window is, and its size.
const handle = 4

// newDrag makes ready to drag links.
func newDrag(t testing.TB, display *Display, links string) *drag {
	t.Helper()
	xgb.Logger.SetOutput(io.Discard) // it tells of every screen without a password
	conn, err := xgb.NewConnDisplay(display.name)
	if err != nil {
		t.Fatalf("drag over the screen: %v", err)
	}
	d := &drag{t: t, conn: conn, links: links, atoms: map[string]xproto.Atom{}, events: make(chan xgb.Event)}
	go d.listen()
	return d
}

// take presses the mouse on a window of our own.
func (d *drag) take() {
	d.t.Helper()
	d.must("move the mouse", xtest.Init(d.conn))
	screen := xproto.Setup(d.conn).DefaultScreen(d.conn)
	d.root = screen.Root
	var err error
	d.source, err = xproto.NewWindowId(d.conn)
	d.must("make a window", err)
	d.must("make a window", xproto.CreateWindowChecked(d.conn, screen.RootDepth, d.source, d.root, 0, 0, handle, handle, 0,
		xproto.WindowClassInputOutput, screen.RootVisual, xproto.CwOverrideRedirect|xproto.CwEventMask,
		[]uint32{1, xproto.EventMaskButtonPress | xproto.EventMaskButtonRelease | xproto.EventMaskPointerMotion | xproto.EventMaskStructureNotify}).Check())
	// File managers have more types than fit into XdndEnter.
	types := []string{"text/plain;charset=utf-8", "UTF8_STRING", "text/plain", uriList}
	list := make([]byte, 4*len(types))
	for i, name := range types {
		xgb.Put32(list[4*i:], uint32(d.atom(name)))
	}
	d.must("say which types there are", xproto.ChangePropertyChecked(d.conn, xproto.PropModeReplace, d.source, d.atom(xdndTypes),
		xproto.AtomAtom, 32, uint32(len(types)), list).Check())
	d.must("show a window", xproto.MapWindowChecked(d.conn, d.source).Check())
	await[xproto.MapNotifyEvent](d, "the window to drag from", nil)
	d.point(image.Pt(handle/2, handle/2))
	d.mouse(xproto.ButtonPress)
	d.now = await[xproto.ButtonPressEvent](d, "the mouse pressed", nil).Time
	d.must("own what is dragged", xproto.SetSelectionOwnerChecked(d.conn, d.source, d.atom(xdndSelection), d.now).Check())
}

// to moves the mouse to a point, in a few steps.
func (d *drag) to(at image.Point) {
	d.t.Helper()
	const steps = 4
	for i := 1; i <= steps; i++ {
		p := at.Mul(i).Div(steps)
		d.point(p)
		moved := await(d, "the mouse moved", func(e xproto.MotionNotifyEvent) bool {
			return int(e.RootX) == p.X && int(e.RootY) == p.Y
		})
		d.now = moved.Time
		d.over(p)
	}
}

// over tells the window below the mouse where the mouse is.
func (d *drag) over(at image.Point) {
	d.t.Helper()
	if below := d.below(at); below != d.target {
		d.leave()
		if d.target = below; below == 0 {
			return
		}
		const moreTypes = 1
		d.send(xdndEnter, xdndVersion<<24|moreTypes, 0, 0, 0)
	}
	if d.target == 0 {
		return
	}
	d.send(xdndPosition, 0, uint32(at.X)<<16|uint32(at.Y), uint32(d.now), uint32(d.atom(xdndCopy)))
	const taken = 1 // the other bits are about positions
	d.taken = d.reply(xdndStatus)&taken != 0
}

// leave tells a window that the mouse went away.
func (d *drag) leave() {
	if d.target != 0 {
		d.send(xdndLeave, 0, 0, 0, 0)
	}
	d.target, d.taken = 0, false
}

// letGo lets the mouse go, and sees to it that what was dragged is taken.
func (d *drag) letGo() {
	d.t.Helper()
	d.mouse(xproto.ButtonRelease)
	d.now = await[xproto.ButtonReleaseEvent](d, "the mouse let go", nil).Time
	if !d.taken {
		d.leave()
		d.t.Fatal("nothing can be dropped there")
	}
	d.send(xdndDrop, 0, uint32(d.now), 0, 0)
	// The lowest bit says whether it was taken; GLFW puts a count of bytes there.
	if d.reply(xdndFinished) == 0 {
		d.t.Fatal("what was dropped was not taken")
	}
}

// below is the window at a point of the screen that takes drops, or 0.
func (d *drag) below(at image.Point) xproto.Window {
	d.t.Helper()
	for in := d.root; ; {
		found, err := xproto.TranslateCoordinates(d.conn, d.root, in, int16(at.X), int16(at.Y)).Reply()
		d.must("see what is below the mouse", err)
		if in = found.Child; in == 0 {
			return 0
		}
		aware, err := xproto.GetProperty(d.conn, false, in, d.atom(xdndAware), xproto.AtomAtom, 0, 1).Reply()
		d.must("ask a window whether it takes drops", err)
		if len(aware.Value) < 4 {
			continue
		}
		if version := xgb.Get32(aware.Value); version < xdndVersion {
			d.t.Fatalf("the window takes drops by version %d only", version)
		}
		return in
	}
}

// send sends the target a word of the protocol. The first of its five numbers
// is who sends it.
func (d *drag) send(word string, data ...uint32) {
	d.t.Helper()
	e := xproto.ClientMessageEvent{
		Format: 32, Window: d.target, Type: d.atom(word),
		Data: xproto.ClientMessageDataUnionData32New(append([]uint32{uint32(d.source)}, data...)),
	}
	d.must("send "+word, xproto.SendEventChecked(d.conn, false, d.target, xproto.EventMaskNoEvent, string(e.Bytes())).Check())
}

// reply waits for a word of the target's, and gives its flags.
func (d *drag) reply(word string) uint32 {
	d.t.Helper()
	e := await(d, word, func(e xproto.ClientMessageEvent) bool {
		return e.Type == d.atom(word) && xproto.Window(e.Data.Data32[0]) == d.target
	})
	return e.Data.Data32[1]
}

// serve gives what is dragged to who asks for it.
func (d *drag) serve(r xproto.SelectionRequestEvent) {
	d.t.Helper()
	answer := xproto.SelectionNotifyEvent{Time: r.Time, Requestor: r.Requestor, Selection: r.Selection, Target: r.Target}
	if r.Selection == d.atom(xdndSelection) && r.Target == d.atom(uriList) {
		answer.Property = r.Property
		d.must("hand over what is dragged", xproto.ChangePropertyChecked(d.conn, xproto.PropModeReplace, r.Requestor, r.Property,
			r.Target, 8, uint32(len(d.links)), []byte(d.links)).Check())
	}
	d.must("answer", xproto.SendEventChecked(d.conn, false, r.Requestor, xproto.EventMaskNoEvent, string(answer.Bytes())).Check())
}

// await waits for an event that ok accepts, nil being any of its kind, and
// hands over what is dragged meanwhile.
func await[E xgb.Event](d *drag, what string, ok func(E) bool) E {
	d.t.Helper()
	end := time.After(time.Until(deadline(d.t)))
	for {
		select {
		case event, open := <-d.events:
			if !open {
				d.t.Fatalf("the screen went away before %s", what)
			}
			if r, asked := event.(xproto.SelectionRequestEvent); asked {
				d.serve(r)
			}
			if e, its := event.(E); its && (ok == nil || ok(e)) {
				return e
			}
		case <-end:
			d.t.Fatalf("did not see %s before the end of the run of tests", what)
		}
	}
}

// listen passes events on until the connection is closed. Requests are all
// checked, so that there are no errors among them.
func (d *drag) listen() {
	defer close(d.events)
	for {
		event, err := d.conn.WaitForEvent()
		if event == nil && err == nil {
			return
		}
		if event != nil {
			d.events <- event
		}
	}
}

// close ends the drag, and waits until nothing listens any more.
func (d *drag) close() {
	d.conn.Close()
	for range d.events {
		continue
	}
}

// atom is the number of a word on this screen.
func (d *drag) atom(word string) xproto.Atom {
	d.t.Helper()
	if a, ok := d.atoms[word]; ok {
		return a
	}
	reply, err := xproto.InternAtom(d.conn, false, uint16(len(word)), word).Reply()
	d.must("look up "+word, err)
	d.atoms[word] = reply.Atom
	return reply.Atom
}

// point moves the mouse.
func (d *drag) point(at image.Point) {
	d.t.Helper()
	d.must("move the mouse", xtest.FakeInputChecked(d.conn, xproto.MotionNotify, 0, 0, d.root, int16(at.X), int16(at.Y), 0).Check())
}

// mouse presses the left button, or lets it go.
func (d *drag) mouse(kind byte) {
	d.t.Helper()
	const left = 1
	d.must("press the mouse", xtest.FakeInputChecked(d.conn, kind, left, 0, d.root, 0, 0, 0).Check())
}

func (d *drag) must(do string, err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatalf("%s: %v", do, err)
	}
}
