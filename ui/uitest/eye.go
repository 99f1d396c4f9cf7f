package uitest

import (
	"bytes"
	"fmt"
	"image"
	"io"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// Eye watches a virtual screen and presses keys over its own connection to the X
// server. It starts no other program for that, because starting one takes too long
// to time frames.
type Eye struct {
	t    testing.TB
	conn *xgb.Conn
	root xproto.Window
	keys map[xproto.Keysym]xproto.Keycode
}

// Eye returns an Eye on the display. It works until the test ends.
func (d *Display) Eye(t testing.TB) *Eye {
	t.Helper()
	xgb.Logger.SetOutput(io.Discard) // xgb logs a message if the display has no authorisation file
	conn, err := xgb.NewConnDisplay(d.name)
	if err != nil {
		t.Fatalf("connect to the X server: %v", err)
	}
	t.Cleanup(conn.Close)
	if err := xtest.Init(conn); err != nil {
		t.Fatalf("start the XTEST extension: %v", err)
	}
	setup := xproto.Setup(conn)
	e := &Eye{t: t, conn: conn, root: setup.DefaultScreen(conn).Root, keys: map[xproto.Keysym]xproto.Keycode{}}
	count := byte(setup.MaxKeycode - setup.MinKeycode + 1)
	board, err := xproto.GetKeyboardMapping(conn, setup.MinKeycode, count).Reply()
	if err != nil {
		t.Fatalf("read the keyboard: %v", err)
	}
	for i := range int(count) {
		e.keys[board.Keysyms[i*int(board.KeysymsPerKeycode)]] = setup.MinKeycode + xproto.Keycode(i)
	}
	return e
}

// Press presses and releases the key of a letter or digit. It returns after the X
// server has processed both.
func (e *Eye) Press(key rune) {
	e.t.Helper()
	code, ok := e.keys[xproto.Keysym(key)]
	if !ok {
		e.t.Fatalf("the keyboard has no key for %q", key)
	}
	e.fake(xproto.KeyPress, byte(code))
	e.fake(xproto.KeyRelease, byte(code))
	e.sync()
}

// Point moves the pointer to a point of the screen.
func (e *Eye) Point(at image.Point) {
	e.t.Helper()
	xtest.FakeInput(e.conn, xproto.MotionNotify, 0, 0, e.root, int16(at.X), int16(at.Y), 0)
	e.sync()
}

// Wheel turns the wheel by one notch, down or up.
func (e *Eye) Wheel(down bool) {
	button := byte(4)
	if down {
		button = 5
	}
	e.fake(xproto.ButtonPress, button)
	e.fake(xproto.ButtonRelease, button)
}

func (e *Eye) fake(kind, detail byte) { xtest.FakeInput(e.conn, kind, detail, 0, e.root, 0, 0, 0) }

func (e *Eye) sync() {
	if _, err := xproto.GetInputFocus(e.conn).Reply(); err != nil {
		e.t.Fatalf("wait for the X server: %v", err)
	}
}

// Look returns the pixels of a part of the screen.
func (e *Eye) Look(at image.Rectangle) ([]byte, error) {
	got, err := xproto.GetImage(e.conn, xproto.ImageFormatZPixmap, xproto.Drawable(e.root),
		int16(at.Min.X), int16(at.Min.Y), uint16(at.Dx()), uint16(at.Dy()), ^uint32(0)).Reply()
	if err != nil {
		return nil, fmt.Errorf("look at %v: %w", at, err)
	}
	return got.Data, nil
}

// glance is the pause between two looks at the screen.
const glance = 300 * time.Microsecond

// Change waits until the pixels of a part of the screen differ from was, and
// returns the new pixels. It returns nil if nothing changes within atMost.
func (e *Eye) Change(at image.Rectangle, was []byte, atMost time.Duration) []byte {
	for end := time.Now().Add(atMost); time.Now().Before(end); time.Sleep(glance) {
		now, err := e.Look(at)
		if err != nil {
			e.t.Fatal(err)
		}
		if !bytes.Equal(now, was) {
			return now
		}
	}
	return nil
}

// Frames returns the number of changes of a part of the screen while the wheel
// turns steadily: down for the first half of the time, then up. The first look
// counts as a change.
func (e *Eye) Frames(at image.Rectangle, lasting time.Duration) int {
	e.t.Helper()
	const notch = 8 * time.Millisecond
	began := time.Now()
	turned, frames := time.Duration(0), 0
	var was []byte
	for {
		passed := time.Since(began)
		if passed >= lasting {
			return frames
		}
		for ; turned < passed; turned += notch {
			e.Wheel(turned < lasting/2)
		}
		now, err := e.Look(at)
		if err != nil {
			e.t.Fatal(err)
		}
		if !bytes.Equal(now, was) {
			frames++
			was = now
		}
		time.Sleep(glance)
	}
}

// PutInCorner moves the window to the top left corner of the screen and sets its
// size in pixels, so that a test knows where an Eye must look.
func (a *App) PutInCorner(width, height int) {
	a.t.Helper()
	if _, err := a.tool("windowmove", a.window, "0", "0"); err != nil {
		a.t.Fatalf("move the window: %v", err)
	}
	a.Resize(fmt.Sprint(width), fmt.Sprint(height))
}
