//go:build !windows && !darwin

package platform

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/godbus/dbus/v5"
)

// How the portal is asked
//
//	we                                   the portal                    the backend
//	OpenFile(parent, title, token) ──▶   request object       ──▶      a dialog
//	            ◀── the object's path
//	            ◀───────────────── Response(status, uris) ◀──          an answer
//	Close on the request object    ──▶   closes the dialog
//
// The response may arrive before OpenFile returns. So the match for it is added
// before the call, for the path that the portal makes from the token. The module
// rymdport/portal, which Fyne uses, listens only after the call, cannot close a
// dialog, and reads a plus sign in a name as a space.
//
// https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.FileChooser.html

const (
	portalName    = "org.freedesktop.portal.Desktop"
	portalPath    = dbus.ObjectPath("/org/freedesktop/portal/desktop")
	fileChooser   = "org.freedesktop.portal.FileChooser"
	portalRequest = "org.freedesktop.portal.Request"
)

// portalPatience is how long the portal may take to start and to answer a call. It
// is not the time that a person has for an answer.
const portalPatience = 5 * time.Second

// foldersSince is the version of the portal that can choose folders.
const foldersSince = 3

// The statuses of a response.
const (
	statusChosen    = 0
	statusCancelled = 1 // 2 means that the dialog ended in another way, such as by closing its window
)

// Ask shows a file dialog and returns the chosen paths, or none if the analyst
// cancelled it. It blocks until then. If ctx ends, it closes the dialog and returns
// the error of ctx. It returns ErrNoDialog if there is no portal.
func (Desktop) Ask(ctx context.Context, r Request) ([]string, error) {
	if !hasSessionBus() {
		return nil, ErrNoDialog
	}
	conn, err := dbus.ConnectSessionBus()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoDialog, err)
	}
	defer conn.Close() // which also ends a dialog that is still open
	p := portal{conn: conn, signals: make(chan *dbus.Signal, 8)}
	if err := p.ready(ctx, r); err != nil {
		return nil, unlessStopped(ctx, err)
	}
	paths, err := p.ask(ctx, r)
	return paths, unlessStopped(ctx, err)
}

// unlessStopped returns the error of ctx if that has ended, and err otherwise. Any
// error of the bus means that there is no dialog.
func unlessStopped(ctx context.Context, err error) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err == nil || errors.Is(err, ErrNoDialog):
		return err
	}
	return fmt.Errorf("%w: %w", ErrNoDialog, err)
}

// hasSessionBus reports whether there is a session bus. Without this check, the
// module would start a bus.
func hasSessionBus() bool {
	if os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return true
	}
	_, err := os.Stat(filepath.Join("/run/user", fmt.Sprint(os.Getuid()), "bus"))
	return err == nil
}

type portal struct {
	conn    *dbus.Conn
	signals chan *dbus.Signal
}

// ready returns an error unless the portal has a file chooser that can do what is
// requested.
func (p portal) ready(ctx context.Context, r Request) error {
	ctx, cancel := context.WithTimeout(ctx, portalPatience)
	defer cancel()
	var version dbus.Variant
	err := p.conn.Object(portalName, portalPath).
		CallWithContext(ctx, "org.freedesktop.DBus.Properties.Get", 0, fileChooser, "version").Store(&version)
	if err != nil {
		return err
	}
	if n, _ := version.Value().(uint32); r.Folder && n < foldersSince {
		return fmt.Errorf("the portal has version %d, which chooses no folders", n)
	}
	return nil
}

func (p portal) ask(ctx context.Context, r Request) ([]string, error) {
	token := "assay" + rand.Text()
	handle := requestPath(p.conn.Names()[0], token)
	p.conn.Signal(p.signals)
	for _, match := range [][]dbus.MatchOption{
		{dbus.WithMatchInterface(portalRequest), dbus.WithMatchMember("Response"), dbus.WithMatchObjectPath(handle)},
		{dbus.WithMatchInterface("org.freedesktop.DBus"), dbus.WithMatchMember("NameOwnerChanged"), dbus.WithMatchArg(0, portalName)},
	} {
		if err := p.conn.AddMatchSignalContext(ctx, match...); err != nil {
			return nil, err
		}
	}
	method, parent := ".OpenFile", ""
	if r.Save {
		method = ".SaveFile"
	}
	if r.Parent != 0 {
		parent = fmt.Sprintf("x11:%x", r.Parent)
	}
	calling, cancel := context.WithTimeout(ctx, portalPatience)
	defer cancel()
	var actual dbus.ObjectPath
	err := p.conn.Object(portalName, portalPath).
		CallWithContext(calling, fileChooser+method, 0, parent, r.Title, portalOptions(r, token)).Store(&actual)
	if err != nil {
		if ctx.Err() != nil {
			p.close(handle) // there may be a dialog already
		}
		return nil, err
	}
	if actual != handle { // a portal older than version 0.9
		handle = actual
		if err := p.conn.AddMatchSignalContext(ctx, dbus.WithMatchInterface(portalRequest), dbus.WithMatchObjectPath(handle)); err != nil {
			return nil, err
		}
	}
	return p.answer(ctx, handle)
}

// answer waits for the response to a request.
func (p portal) answer(ctx context.Context, handle dbus.ObjectPath) ([]string, error) {
	for {
		select {
		case <-ctx.Done():
			p.close(handle)
			return nil, ctx.Err()
		case s, open := <-p.signals:
			switch {
			case !open:
				return nil, errors.New("the session bus has ended")
			case s.Name == portalRequest+".Response" && s.Path == handle:
				return response(s.Body)
			case s.Name == "org.freedesktop.DBus.NameOwnerChanged" && len(s.Body) == 3 && s.Body[2] == "":
				return nil, errors.New("the portal has ended")
			}
		}
	}
}

// close closes the dialog of a request. It waits for the reply, because the end of the
// connection would overtake the call.
func (p portal) close(handle dbus.ObjectPath) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	p.conn.Object(portalName, handle).CallWithContext(ctx, portalRequest+".Close", 0)
}

// requestPath returns the path of the request that the portal makes for a connection
// and a token.
func requestPath(sender, token string) dbus.ObjectPath {
	sender = strings.ReplaceAll(strings.TrimPrefix(sender, ":"), ".", "_")
	return dbus.ObjectPath(string(portalPath) + "/request/" + sender + "/" + token)
}

// portalOptions returns the options of a call. Paths are byte strings that end with
// a zero byte.
func portalOptions(r Request, token string) map[string]dbus.Variant {
	options := map[string]dbus.Variant{
		"handle_token": dbus.MakeVariant(token),
		"modal":        dbus.MakeVariant(true),
		"accept_label": dbus.MakeVariant(strings.ReplaceAll(r.Accept, "_", "__")), // _ marks a mnemonic
	}
	if dir := r.start(); dir != "" {
		options["current_folder"] = dbus.MakeVariant(append([]byte(dir), 0))
	}
	if r.Save {
		options["current_name"] = dbus.MakeVariant(r.Name)
	} else {
		options["multiple"] = dbus.MakeVariant(r.Many)
		options["directory"] = dbus.MakeVariant(r.Folder)
	}
	if len(r.Kinds) > 0 && !r.Folder {
		options["filters"] = dbus.MakeVariant(portalFilters(r.Kinds))
	}
	return options
}

// portalFilter and portalRule have the shape a(sa(us)) on the bus.
type portalFilter struct {
	Name  string
	Rules []portalRule
}

type portalRule struct {
	Type    uint32 // 0 for a pattern
	Pattern string
}

// portalFilters returns the filters for kinds of files. Patterns distinguish upper
// and lower case.
func portalFilters(kinds []Kind) (filters []portalFilter) {
	for _, k := range kinds {
		f := portalFilter{Name: k.Name}
		for _, ext := range k.Exts {
			f.Rules = append(f.Rules, portalRule{Pattern: "*" + ext}, portalRule{Pattern: "*" + strings.ToUpper(ext)})
		}
		if len(k.Exts) == 0 {
			f.Rules = []portalRule{{Pattern: "*"}}
		}
		filters = append(filters, f)
	}
	return filters
}

// response returns the paths in a response.
func response(body []any) ([]string, error) {
	if len(body) != 2 {
		return nil, errors.New("the portal's response has another form")
	}
	status, ok := body[0].(uint32)
	results, hasResults := body[1].(map[string]dbus.Variant)
	if !ok || !hasResults {
		return nil, errors.New("the portal's response has another form")
	}
	if status != statusChosen {
		return nil, nil
	}
	uris, _ := results["uris"].Value().([]string)
	var paths []string
	for _, uri := range uris {
		path, err := pathOf(uri)
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	if len(paths) == 0 {
		return nil, errors.New("the portal's response names no file")
	}
	return paths, nil
}

// pathOf returns the path in a URI of a local file.
func pathOf(uri string) (string, error) {
	u, err := url.Parse(uri)
	if err != nil {
		return "", err
	}
	if u.Scheme != "file" || u.Path == "" {
		return "", fmt.Errorf("%q is not a local file", uri)
	}
	return filepath.Clean(u.Path), nil
}
