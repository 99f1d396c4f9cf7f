// Command assay opens a project, or files and folders of articles, in a window.
//
// Usage:
//
//	assay                     opens the last project, or the welcome page
//	assay PROJECT.assay       opens the project
//	assay FOLDER|FILE…        offers to add the articles to a project of their own
package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"os/signal"
	"os/user"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"syscall"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/go-text/typesetting/fontscan"

	"assay.app/assay/assets"
	"assay.app/assay/model"
	"assay.app/assay/model/value"
	"assay.app/assay/storage/library"
	"assay.app/assay/storage/mend"
	"assay.app/assay/storage/places"
	"assay.app/assay/storage/report/template"
	"assay.app/assay/storage/sidefile"
	"assay.app/assay/ui"
	"assay.app/assay/ui/platform"
	"assay.app/assay/ui/settings"
)

// appID identifies the app to the system. Fyne stores the preferences under it.
const appID = places.AppID

func main() {
	if len(os.Args) > 1 && os.Args[1] == mend.CheckCommand {
		os.Exit(mend.CheckMain(os.Args[2:], plainOptions()))
	}
	attachConsole()
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

const usage = `Assay reads, tags and weighs several outlets' coverage of one event.

Usage:
  assay                     open the project that was open last
  assay PROJECT.assay       open a project
  assay FOLDER|FILE…        add articles, in a project of their own

Flags:
`

// run is main with its arguments and output streams passed in. It returns the exit
// code: 0 for success, 1 for a failure, 2 for wrong usage.
func run(args []string, out, errOut io.Writer) int {
	flags := flag.NewFlagSet("assay", flag.ContinueOnError)
	flags.SetOutput(errOut)
	version := flags.Bool("version", false, "print the version and exit")
	trace := flags.String("trace", "", "write what the screen says to `FILE`, a JSON object a line (for tests)")
	flags.Usage = func() {
		fmt.Fprint(flags.Output(), usage)
		flags.PrintDefaults()
	}
	for _, a := range args {
		if a == "-h" || a == "-help" || a == "--help" {
			flags.SetOutput(out)
		}
	}
	switch err := flags.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return 0
	case err != nil:
		return 2
	}
	if *version {
		fmt.Fprintln(out, "assay "+model.Version)
		return 0
	}
	paths, err := absolute(flags.Args())
	if err != nil {
		fmt.Fprintln(errOut, "assay:", err)
		return 1
	}
	where := places.Find()
	opts := ui.Options{Analyst: userName(), Version: model.Version, Home: where.Home, Desktop: platform.Desktop{}}
	if *trace != "" {
		f, err := os.Create(*trace)
		if err != nil {
			fmt.Fprintln(errOut, "assay:", err)
			return 1
		}
		defer f.Close()
		opts.Trace = f
	}
	if !hasDisplay() {
		fmt.Fprintln(errOut, "assay: there is no display to open a window on; assayctl does the same work without one")
		return 1
	}
	if err := show(paths, where, opts); err != nil {
		fmt.Fprintln(errOut, "assay:", err)
		return 1
	}
	return 0
}

// gcPercent is the garbage collector's target, half of Go's default. With the
// default, more of the garbage from reading fonts and lists at the start would stay
// in memory.
const gcPercent = 50

// show opens the window and returns when it is closed. It reports most problems in
// the window, because someone who double-clicks a file sees nothing else.
func show(paths []string, where places.Places, opts ui.Options) error {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(gcPercent)
	}
	unusable := where.Use()
	opened := openedDocuments()
	var kept library.Library
	var shelf template.Shelf
	folder, err := places.Config(appID)
	files := sidefile.Settings(folder)
	if languageErr := settings.ChooseLanguage(files); languageErr != nil {
		fyne.LogError("assay", languageErr)
	}
	if err == nil {
		opts.Settings, kept, shelf = files, library.In(folder), template.In(folder)
		opts.Notices, err = settings.RepairFile(files)
	}
	if err != nil {
		fyne.LogError("assay", err) // the defaults are used
	}
	go warmFonts()
	if len(paths) > 0 {
		opts.First = filepath.Base(paths[0])
	}
	if err := places.MakeCache(); err != nil {
		fyne.LogError("assay", err)
	}
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.WindowIcon()))
	w := ui.New(a, desk{where, kept, shelf}, opts)
	if opened == nil || len(paths) > 0 {
		w.Start(paths)
		w.Report(unusable)
	}
	if opened != nil {
		a.Lifecycle().SetOnStarted(func() { openWhatIsAskedFor(w, opened, len(paths) == 0, unusable) })
	}
	defer closeOnSignal(w)()
	w.Window().ShowAndRun()
	return w.Shutdown()
}

// openWhatIsAskedFor opens the documents that the system requests while the program
// runs. If first is set, it first starts the window with the document that was
// requested during the start, if there is one.
func openWhatIsAskedFor(w *ui.Window, opened <-chan string, first bool, unusable error) {
	if first {
		w.Start(waiting(opened))
		w.Report(unusable)
	}
	go func() {
		for path := range opened {
			fyne.Do(func() { w.Start([]string{path}) })
		}
	}()
}

// waiting returns the first document that the system requested while the program
// started, or nil.
func waiting(opened <-chan string) []string {
	select {
	case path := <-opened:
		return []string{path}
	default:
		return nil
	}
}

// warmFonts reads the list of the system's fonts while the window is built, because
// Fyne needs the list before it can measure a word. It ignores errors.
func warmFonts() {
	_ = fontscan.NewFontMap(log.New(io.Discard, "", 0)).UseSystemFonts("")
}

// hasDisplay reports whether a window can be opened. Linux and the BSDs need a
// display server.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// closeOnSignal saves and closes the window when the system asks the program to
// end. The returned function stops listening.
func closeOnSignal(w *ui.Window) (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	go func() {
		if _, asked := <-signals; asked {
			fyne.Do(w.End)
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}

func absolute(paths []string) ([]string, error) {
	out := make([]string, len(paths))
	for i, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return nil, fmt.Errorf("find %s: %w", p, err)
		}
		out[i] = abs
	}
	return out, nil
}

// userName returns the name to use for the analyst until the preferences have one.
func userName() string {
	u, err := user.Current()
	if err != nil {
		return "analyst"
	}
	return cmp.Or(value.Analyst.Fit(u.Name), value.Analyst.Fit(filepath.Base(u.Username)), "analyst")
}
