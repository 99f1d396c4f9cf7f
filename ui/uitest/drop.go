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

// Drop drags files and folders to a point of the screen with the mouse and drops
// them there, as a file manager does. It returns after the window has accepted the
// drop.
func (a *App) Drop(at image.Point, paths ...string) {
	a.t.Helper()
	links := make([]string, len(paths))
	for i, path := range paths {
		links[i] = (&url.URL{Scheme: "file", Path: path}).String()
	}
	a.DropLinks(at, links...)
}

// DropLinks drops URLs of any scheme, as a browser does.
func (a *App) DropLinks(at image.Point, links ...string) {
	a.t.Helper()
	d := newDrag(a.t, a.display, strings.Join(links, "\r\n")+"\r\n")
	defer d.close()
	d.take()
	d.to(at)
	d.letGo()
}

// drag is the source of a drag and drop in version 5 of the XDND protocol:
//
//	source                                         window below
//	  │ owns the selection XdndSelection                │
//	  ├── XdndEnter: the types of the data ────────────▶│
//	  ├── XdndPosition, on each move ──────────────────▶│
//	  │◀────────────────────────── XdndStatus: taken? ──┤
//	  ├── XdndDrop ────────────────────────────────────▶│
//	  │◀────────────────── ConvertSelection: the data ──┤
//	  ├── the data as a property, SelectionNotify ─────▶│
//	  │◀───────────────────────────────── XdndFinished ─┤
//
// The source has a small window. After the mouse is pressed on it, the X server
// sends all mouse events to that window.
type drag struct {
	t      testing.TB
	conn   *xgb.Conn
	root   xproto.Window
	source xproto.Window
	target xproto.Window // the window under the mouse; 0 if it accepts no drops
	taken  bool          // whether the target would accept a drop at the current position
	links  string        // the dragged data in the format text/uri-list
	now    xproto.Timestamp
	atoms  map[string]xproto.Atom
	events chan xgb.Event // closed when the connection is closed
}

// Names of atoms, and the version of the protocol.
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

// handle is the width and height of the source's window in pixels. The window is in
// the top left corner of the screen.
const handle = 4

func newDrag(t testing.TB, display *Display, links string) *drag {
	t.Helper()
	xgb.Logger.SetOutput(io.Discard) // xgb logs a message if the display has no authorisation file
	conn, err := xgb.NewConnDisplay(display.name)
	if err != nil {
		t.Fatalf("connect to the X server: %v", err)
	}
	d := &drag{t: t, conn: conn, links: links, atoms: map[string]xproto.Atom{}, events: make(chan xgb.Event)}
	go d.listen()
	return d
}

// take opens the source's window, presses the mouse on it and offers the data.
func (d *drag) take() {
	d.t.Helper()
	d.must("start the XTEST extension", xtest.Init(d.conn))
	screen := xproto.Setup(d.conn).DefaultScreen(d.conn)
	d.root = screen.Root
	var err error
	d.source, err = xproto.NewWindowId(d.conn)
	d.must("create the source's window", err)
	d.must("create the source's window", xproto.CreateWindowChecked(d.conn, screen.RootDepth, d.source, d.root, 0, 0, handle, handle, 0,
		xproto.WindowClassInputOutput, screen.RootVisual, xproto.CwOverrideRedirect|xproto.CwEventMask,
		[]uint32{1, xproto.EventMaskButtonPress | xproto.EventMaskButtonRelease | xproto.EventMaskPointerMotion | xproto.EventMaskStructureNotify}).Check())
	// Offer more types than fit into XdndEnter, as file managers do.
	types := []string{"text/plain;charset=utf-8", "UTF8_STRING", "text/plain", uriList}
	list := make([]byte, 4*len(types))
	for i, name := range types {
		xgb.Put32(list[4*i:], uint32(d.atom(name)))
	}
	d.must("offer the types of the data", xproto.ChangePropertyChecked(d.conn, xproto.PropModeReplace, d.source, d.atom(xdndTypes),
		xproto.AtomAtom, 32, uint32(len(types)), list).Check())
	d.must("show the source's window", xproto.MapWindowChecked(d.conn, d.source).Check())
	await[xproto.MapNotifyEvent](d, "the source's window", nil)
	d.point(image.Pt(handle/2, handle/2))
	d.mouse(xproto.ButtonPress)
	d.now = await[xproto.ButtonPressEvent](d, "the press of the mouse", nil).Time
	d.must("own the selection", xproto.SetSelectionOwnerChecked(d.conn, d.source, d.atom(xdndSelection), d.now).Check())
}

// to moves the mouse to a point in several steps, and reports each position to the
// window below it.
func (d *drag) to(at image.Point) {
	d.t.Helper()
	const steps = 4
	for i := 1; i <= steps; i++ {
		p := at.Mul(i).Div(steps)
		d.point(p)
		moved := await(d, "the move of the mouse", func(e xproto.MotionNotifyEvent) bool {
			return int(e.RootX) == p.X && int(e.RootY) == p.Y
		})
		d.now = moved.Time
		d.over(p)
	}
}

// over reports the position of the mouse to the window under it, and stores whether
// that window would accept a drop.
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
	const taken = 1 // the lowest bit; the next one asks for further positions
	d.taken = d.reply(xdndStatus)&taken != 0
}

// leave tells the target, if there is one, that the mouse has left it.
func (d *drag) leave() {
	if d.target != 0 {
		d.send(xdndLeave, 0, 0, 0, 0)
	}
	d.target, d.taken = 0, false
}

// letGo releases the mouse, drops the data, and waits until the target has accepted
// the drop.
func (d *drag) letGo() {
	d.t.Helper()
	d.mouse(xproto.ButtonRelease)
	d.now = await[xproto.ButtonReleaseEvent](d, "the release of the mouse", nil).Time
	if !d.taken {
		d.leave()
		d.t.Fatal("the window does not accept the data")
	}
	d.send(xdndDrop, 0, uint32(d.now), 0, 0)
	// In the protocol, the lowest bit says whether the drop was accepted. GLFW
	// sends the number of bytes instead, so any number but 0 means that it was.
	if d.reply(xdndFinished) == 0 {
		d.t.Fatal("the drop was not accepted")
	}
}

// below returns the window that accepts drops at a point of the screen, or 0 if
// there is none.
func (d *drag) below(at image.Point) xproto.Window {
	d.t.Helper()
	for in := d.root; ; {
		found, err := xproto.TranslateCoordinates(d.conn, d.root, in, int16(at.X), int16(at.Y)).Reply()
		d.must("find the window below the mouse", err)
		if in = found.Child; in == 0 {
			return 0
		}
		aware, err := xproto.GetProperty(d.conn, false, in, d.atom(xdndAware), xproto.AtomAtom, 0, 1).Reply()
		d.must("read whether a window accepts drops", err)
		if len(aware.Value) < 4 {
			continue
		}
		if version := xgb.Get32(aware.Value); version < xdndVersion {
			d.t.Fatalf("the window accepts only version %d of the XDND protocol", version)
		}
		return in
	}
}

// send sends a message to the target. It puts the id of the source's window before
// the given numbers.
func (d *drag) send(word string, data ...uint32) {
	d.t.Helper()
	e := xproto.ClientMessageEvent{
		Format: 32, Window: d.target, Type: d.atom(word),
		Data: xproto.ClientMessageDataUnionData32New(append([]uint32{uint32(d.source)}, data...)),
	}
	d.must("send "+word, xproto.SendEventChecked(d.conn, false, d.target, xproto.EventMaskNoEvent, string(e.Bytes())).Check())
}

// reply waits for a message from the target and returns the second number in it.
func (d *drag) reply(word string) uint32 {
	d.t.Helper()
	e := await(d, word, func(e xproto.ClientMessageEvent) bool {
		return e.Type == d.atom(word) && xproto.Window(e.Data.Data32[0]) == d.target
	})
	return e.Data.Data32[1]
}

// serve answers a request for the dragged data.
func (d *drag) serve(r xproto.SelectionRequestEvent) {
	d.t.Helper()
	answer := xproto.SelectionNotifyEvent{Time: r.Time, Requestor: r.Requestor, Selection: r.Selection, Target: r.Target}
	if r.Selection == d.atom(xdndSelection) && r.Target == d.atom(uriList) {
		answer.Property = r.Property
		d.must("store the dragged data", xproto.ChangePropertyChecked(d.conn, xproto.PropModeReplace, r.Requestor, r.Property,
			r.Target, 8, uint32(len(d.links)), []byte(d.links)).Check())
	}
	d.must("answer a request for the data", xproto.SendEventChecked(d.conn, false, r.Requestor, xproto.EventMaskNoEvent, string(answer.Bytes())).Check())
}

// await waits for an event of type E for which ok returns true. A nil ok accepts
// every such event. Meanwhile await answers requests for the dragged data.
func await[E xgb.Event](d *drag, what string, ok func(E) bool) E {
	d.t.Helper()
	end := time.After(time.Until(deadline(d.t)))
	for {
		select {
		case event, open := <-d.events:
			if !open {
				d.t.Fatalf("the connection to the X server ended before %s", what)
			}
			if r, asked := event.(xproto.SelectionRequestEvent); asked {
				d.serve(r)
			}
			if e, its := event.(E); its && (ok == nil || ok(e)) {
				return e
			}
		case <-end:
			d.t.Fatalf("did not see %s in time", what)
		}
	}
}

// listen passes events on until the connection is closed.
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

// close closes the connection and waits until listen has returned.
func (d *drag) close() {
	d.conn.Close()
	for range d.events {
		continue
	}
}

func (d *drag) atom(word string) xproto.Atom {
	d.t.Helper()
	if a, ok := d.atoms[word]; ok {
		return a
	}
	reply, err := xproto.InternAtom(d.conn, false, uint16(len(word)), word).Reply()
	d.must("look up the atom "+word, err)
	d.atoms[word] = reply.Atom
	return reply.Atom
}

func (d *drag) point(at image.Point) {
	d.t.Helper()
	d.must("move the mouse", xtest.FakeInputChecked(d.conn, xproto.MotionNotify, 0, 0, d.root, int16(at.X), int16(at.Y), 0).Check())
}

// mouse presses or releases the left button; kind is the type of the event.
func (d *drag) mouse(kind byte) {
	d.t.Helper()
	const left = 1
	d.must("press or release the mouse", xtest.FakeInputChecked(d.conn, kind, left, 0, d.root, 0, 0, 0).Check())
}

func (d *drag) must(do string, err error) {
	d.t.Helper()
	if err != nil {
		d.t.Fatalf("%s: %v", do, err)
	}
}
