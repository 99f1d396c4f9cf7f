//go:build linux

package platform

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"slices"
	"testing"

	"github.com/godbus/dbus/v5"
)

// fakePortal answers the calls of one dialog on a private session bus.
type fakePortal struct {
	conn    *dbus.Conn
	version uint32
	early   bool // answers before the call returns
	status  uint32
	uris    []string
	silent  bool // does not answer

	asked  chan asked
	closed chan struct{}
}

// asked is what the portal was asked.
type asked struct {
	method, parent, title string
	options               map[string]dbus.Variant
}

// privateBus starts a session bus of its own for the test.
func privateBus(t *testing.T) {
	t.Helper()
	daemon, err := exec.LookPath("dbus-daemon")
	if err != nil {
		t.Skip("dbus-daemon is not installed, so there is no bus to try the portal on")
	}
	cmd := exec.Command(daemon, "--session", "--nofork", "--print-address")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	if !lines.Scan() {
		t.Fatal("the bus has no address")
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", lines.Text())
}

// start puts the portal on the bus.
func (f *fakePortal) start(t *testing.T) *fakePortal {
	t.Helper()
	privateBus(t)
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close() })
	f.conn, f.asked, f.closed = conn, make(chan asked, 1), make(chan struct{})
	if f.version == 0 {
		f.version = 4
	}
	for _, err := range []error{
		conn.Export(f, portalPath, fileChooser),
		conn.Export(properties{f.version}, portalPath, "org.freedesktop.DBus.Properties"),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if reply, err := conn.RequestName(portalName, dbus.NameFlagDoNotQueue); err != nil || reply != dbus.RequestNameReplyPrimaryOwner {
		t.Fatalf("the name is taken: %v, %v", reply, err)
	}
	return f
}

type properties struct{ version uint32 }

// Get implements org.freedesktop.DBus.Properties.
func (p properties) Get(string, string) (dbus.Variant, *dbus.Error) {
	return dbus.MakeVariant(p.version), nil
}

// OpenFile implements the portal's method.
func (f *fakePortal) OpenFile(sender dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return f.ask(sender, asked{"OpenFile", parent, title, options}), nil
}

// SaveFile implements the portal's method.
func (f *fakePortal) SaveFile(sender dbus.Sender, parent, title string, options map[string]dbus.Variant) (dbus.ObjectPath, *dbus.Error) {
	return f.ask(sender, asked{"SaveFile", parent, title, options}), nil
}

func (f *fakePortal) ask(sender dbus.Sender, a asked) dbus.ObjectPath {
	handle := requestPath(string(sender), a.options["handle_token"].Value().(string))
	_ = f.conn.Export(requestObject{f}, handle, portalRequest)
	answer := func() {
		_ = f.conn.Emit(handle, portalRequest+".Response", f.status, map[string]dbus.Variant{"uris": dbus.MakeVariant(f.uris)})
	}
	f.asked <- a
	switch {
	case f.silent:
	case f.early:
		answer()
	default:
		go answer()
	}
	return handle
}

type requestObject struct{ of *fakePortal }

// Close implements org.freedesktop.portal.Request.
func (r requestObject) Close() *dbus.Error {
	close(r.of.closed)
	return nil
}

func TestThePortalReturnsPaths(t *testing.T) {
	for _, c := range []struct {
		name   string
		portal fakePortal
		ask    Request
		want   []string
		method string
	}{
		{"one file", fakePortal{uris: []string{"file:///home/ines/a%20%2B%20b%C3%A9.assay"}}, Request{}, []string{"/home/ines/a + bé.assay"}, "OpenFile"},
		{"a plus sign", fakePortal{uris: []string{"file:///home/ines/a+b.assay"}}, Request{}, []string{"/home/ines/a+b.assay"}, "OpenFile"},
		{"before the call returns", fakePortal{early: true, uris: []string{"file:///a"}}, Request{}, []string{"/a"}, "OpenFile"},
		{"several", fakePortal{uris: []string{"file:///a", "file:///b"}}, Request{Many: true}, []string{"/a", "/b"}, "OpenFile"},
		{"a folder", fakePortal{uris: []string{"file:///home/"}}, Request{Folder: true}, []string{"/home"}, "OpenFile"},
		{"to save", fakePortal{uris: []string{"file:///a.json"}}, Request{Save: true, Name: "a.json"}, []string{"/a.json"}, "SaveFile"},
		{"cancelled", fakePortal{status: 1}, Request{}, nil, "OpenFile"},
		{"its window closed", fakePortal{status: 2}, Request{}, nil, "OpenFile"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := c.portal.start(t)
			got, err := Desktop{}.Ask(context.Background(), c.ask)
			if err != nil || !slices.Equal(got, c.want) {
				t.Errorf("chosen are %q, want %q (%v)", got, c.want, err)
			}
			if a := <-f.asked; a.method != c.method {
				t.Errorf("asked was %s", a.method)
			}
		})
	}
}

func TestThePortalIsToldWhatToShow(t *testing.T) {
	f := (&fakePortal{status: 1}).start(t)
	_, err := Desktop{}.Ask(context.Background(), Request{
		Title: "Export", Accept: "Export_it", Save: true, Dir: "/home/ines", Name: "flood.json", Parent: 0x1a,
		Kinds: []Kind{{Name: "JSON", Exts: []string{".json"}}, {Name: "All"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	a := <-f.asked
	text := func(name string) string { s, _ := a.options[name].Value().(string); return s }
	if a.parent != "x11:1a" || a.title != "Export" || text("accept_label") != "Export__it" || text("current_name") != "flood.json" {
		t.Errorf("asked was %+v", a)
	}
	if folder, _ := a.options["current_folder"].Value().([]byte); string(folder) != "/home/ines\x00" {
		t.Errorf("the folder is %q", folder)
	}
	if got, want := fmt.Sprint(a.options["filters"].Value()), "[[JSON [[0 *.json] [0 *.JSON]]] [All [[0 *]]]]"; got != want {
		t.Errorf("the filters are %s, want %s", got, want)
	}
}

func TestADialogOfThePortalCanBeStopped(t *testing.T) {
	f := (&fakePortal{silent: true}).start(t)
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		<-f.asked
		cancel()
	}()
	if got, err := (Desktop{}).Ask(ctx, Request{}); got != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("chosen are %q (%v)", got, err)
	}
	<-f.closed
}

func TestWithoutAPortalThereIsNoDialog(t *testing.T) {
	t.Run("no bus", func(t *testing.T) {
		t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
		wantNoDialog(t, Request{})
	})
	t.Run("a bus without a portal", func(t *testing.T) {
		privateBus(t)
		wantNoDialog(t, Request{})
	})
	t.Run("a portal that chooses no folders", func(t *testing.T) {
		(&fakePortal{version: 2}).start(t)
		wantNoDialog(t, Request{Folder: true})
	})
	t.Run("a portal that ends", func(t *testing.T) {
		f := (&fakePortal{silent: true}).start(t)
		go func() {
			<-f.asked
			_ = f.conn.Close()
		}()
		wantNoDialog(t, Request{})
	})
	t.Run("a file that is not local", func(t *testing.T) {
		(&fakePortal{uris: []string{"sftp://host/a"}}).start(t)
		wantNoDialog(t, Request{})
	})
}

func wantNoDialog(t *testing.T, r Request) {
	t.Helper()
	if got, err := (Desktop{}).Ask(context.Background(), r); got != nil || !errors.Is(err, ErrNoDialog) {
		t.Errorf("chosen are %q (%v)", got, err)
	}
}
