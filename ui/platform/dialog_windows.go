package platform

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"
)

// The dialogs are COM objects of a single-threaded apartment. So a goroutine that is
// locked to its thread makes a dialog, shows it and releases it. Windows disables the
// parent meanwhile, which continues to be drawn by its own thread. A dialog can be
// closed from another thread only through its window.
//
// https://learn.microsoft.com/en-us/windows/win32/shell/common-file-dialog

// Class and interface IDs of shobjidl_core.h.
var (
	clsidFileOpen = windows.GUID{Data1: 0xDC1C5A9C, Data2: 0xE88A, Data3: 0x4DDE, Data4: [8]byte{0xA5, 0xA1, 0x60, 0xF8, 0x2A, 0x20, 0xAE, 0xF7}}
	clsidFileSave = windows.GUID{Data1: 0xC0B4E2F3, Data2: 0xBA21, Data3: 0x4773, Data4: [8]byte{0x8D, 0xBA, 0x33, 0x5E, 0xC9, 0x46, 0xEB, 0x8B}}
	iidFileOpen   = windows.GUID{Data1: 0xD57C7288, Data2: 0xD4AD, Data3: 0x4768, Data4: [8]byte{0xBE, 0x02, 0x9D, 0x96, 0x95, 0x32, 0xD9, 0x60}}
	iidFileSave   = windows.GUID{Data1: 0x84BCCD23, Data2: 0x5FDE, Data3: 0x4CDB, Data4: [8]byte{0xAE, 0xA4, 0xAF, 0x64, 0xB8, 0x3D, 0x78, 0xAB}}
	iidShellItem  = windows.GUID{Data1: 0x43826D1E, Data2: 0xE718, Data3: 0x42EE, Data4: [8]byte{0xBC, 0x55, 0xA1, 0xE2, 0x61, 0xC3, 0x7B, 0xFE}}
)

// Positions of methods in the tables of COM objects.
const (
	methodRelease = 2 // of IUnknown

	methodShow         = 3 // of IFileDialog
	methodSetFileTypes = 4
	methodSetOptions   = 9
	methodGetOptions   = 10
	methodSetFolder    = 12
	methodSetFileName  = 15
	methodSetTitle     = 17
	methodSetOKLabel   = 18
	methodGetResult    = 20
	methodSetExtension = 22
	methodGetResults   = 27 // of IFileOpenDialog

	methodGetDisplayName = 5 // of IShellItem

	methodGetCount  = 7 // of IShellItemArray
	methodGetItemAt = 8
)

// Options of a dialog.
const (
	overwritePrompt  = 0x2
	noChangeDir      = 0x8
	pickFolders      = 0x20
	forceFileSystem  = 0x40
	allowMultiSelect = 0x200
	pathMustExist    = 0x800
	fileMustExist    = 0x1000
)

const (
	fileSystemPath  = 0x80058000 // SIGDN_FILESYSPATH
	errorCancelled  = 0x800704C7
	messageClose    = 0x0010 // WM_CLOSE
	inProcessServer = 0x1
)

var (
	ole32             = windows.NewLazySystemDLL("ole32.dll")
	coCreateInstance  = ole32.NewProc("CoCreateInstance")
	shell32           = windows.NewLazySystemDLL("shell32.dll")
	createItem        = shell32.NewProc("SHCreateItemFromParsingName")
	user32            = windows.NewLazySystemDLL("user32.dll")
	enumThreadWindows = user32.NewProc("EnumThreadWindows")
	postMessage       = user32.NewProc("PostMessageW")
)

// Ask shows a file dialog and returns the chosen paths, or none if the analyst
// cancelled it. It blocks until then. If ctx ends, it closes the dialog and returns
// the error of ctx. It returns ErrNoDialog if Windows cannot show a dialog.
func (Desktop) Ask(ctx context.Context, r Request) ([]string, error) {
	var paths []string
	var err error
	thread, ended := make(chan uint32, 1), make(chan struct{})
	go func() {
		defer close(ended)
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		thread <- windows.GetCurrentThreadId()
		paths, err = ask(r)
	}()
	id := <-thread
	for {
		select {
		case <-ended:
			return paths, err
		case <-ctx.Done():
			closeWindows(id)
			select { // the dialog may not have had a window yet
			case <-ended:
				return nil, ctx.Err()
			case <-time.After(100 * time.Millisecond):
			}
		}
	}
}

// closeCallback returns the function that closes a window. Windows limits the number
// of callbacks, so there is only one.
var closeCallback = sync.OnceValue(func() uintptr {
	return windows.NewCallback(func(window, _ uintptr) uintptr {
		postMessage.Call(window, messageClose, 0, 0)
		return 1
	})
})

// closeWindows closes the windows of a thread.
func closeWindows(thread uint32) { enumThreadWindows.Call(uintptr(thread), closeCallback(), 0) }

// ask shows a dialog on the current thread.
func ask(r Request) ([]string, error) {
	if err := windows.CoInitializeEx(0, windows.COINIT_APARTMENTTHREADED|windows.COINIT_DISABLE_OLE1DDE); err != nil && !errors.Is(err, windows.Errno(1)) { // 1: initialised before
		return nil, fmt.Errorf("%w: %w", ErrNoDialog, err)
	}
	defer windows.CoUninitialize()
	d, err := newFileDialog(r)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoDialog, err)
	}
	defer d.call(methodRelease)
	if err := d.describe(r); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoDialog, err)
	}
	switch err := d.call(methodShow, r.Parent); {
	case err == errorCancelled:
		return nil, nil
	case err.failed():
		return nil, fmt.Errorf("%w: %w", ErrNoDialog, err)
	}
	return d.chosen(r)
}

// result is an HRESULT.
type result uint32

func (r result) failed() bool { return r&0x80000000 != 0 }

func (r result) Error() string { return fmt.Sprintf("HRESULT %#x", uint32(r)) }

// err returns nil unless r is a failure.
func (r result) err() error {
	if r.failed() {
		return r
	}
	return nil
}

// object is a COM object. Its first field points to the table of its methods.
type object struct{ methods *[32]uintptr }

// call calls the method at a position of the table.
func (o *object) call(method int, args ...uintptr) result {
	args = append([]uintptr{uintptr(unsafe.Pointer(o))}, args...)
	r, _, _ := syscall.SyscallN(o.methods[method], args...)
	return result(r)
}

func newFileDialog(r Request) (*object, error) {
	class, id := &clsidFileOpen, &iidFileOpen
	if r.Save {
		class, id = &clsidFileSave, &iidFileSave
	}
	var d *object
	res, _, _ := coCreateInstance.Call(uintptr(unsafe.Pointer(class)), 0, inProcessServer, uintptr(unsafe.Pointer(id)), uintptr(unsafe.Pointer(&d)))
	return d, result(res).err()
}

// describe sets what a dialog shows.
func (d *object) describe(r Request) error {
	var options uint32
	if err := d.call(methodGetOptions, uintptr(unsafe.Pointer(&options))).err(); err != nil {
		return err
	}
	options |= forceFileSystem | noChangeDir | pathMustExist
	switch {
	case r.Save:
		options |= overwritePrompt
	case r.Folder:
		options |= pickFolders
	default:
		options |= fileMustExist
	}
	if r.Many {
		options |= allowMultiSelect
	}
	if err := d.call(methodSetOptions, uintptr(options)).err(); err != nil {
		return err
	}
	if err := errors.Join(d.setText(methodSetTitle, r.Title), d.setText(methodSetOKLabel, r.Accept)); err != nil {
		return err
	}
	if !r.Folder {
		if err := d.setKinds(r.Kinds); err != nil {
			return err
		}
	}
	if r.Save {
		if err := d.setText(methodSetFileName, r.Name); err != nil {
			return err
		}
	}
	d.setFolder(r.start()) // without it, the dialog starts where the last one ended
	return nil
}

func (d *object) setText(method int, text string) error {
	utf16, err := windows.UTF16PtrFromString(text)
	if err != nil {
		return err
	}
	return d.call(method, uintptr(unsafe.Pointer(utf16))).err()
}

// spec is a COMDLG_FILTERSPEC.
type spec struct{ name, pattern *uint16 }

// setKinds offers kinds of files. The extension of the first is added to a name
// without one.
func (d *object) setKinds(kinds []Kind) error {
	if len(kinds) == 0 {
		return nil
	}
	var specs []spec
	for _, k := range kinds {
		pattern := "*.*"
		if len(k.Exts) > 0 {
			pattern = "*" + strings.Join(k.Exts, ";*")
		}
		name, nameErr := windows.UTF16PtrFromString(k.Name)
		utf16, err := windows.UTF16PtrFromString(pattern)
		if err := errors.Join(nameErr, err); err != nil {
			return err
		}
		specs = append(specs, spec{name, utf16})
	}
	if err := d.call(methodSetFileTypes, uintptr(len(specs)), uintptr(unsafe.Pointer(&specs[0]))).err(); err != nil {
		return err
	}
	if exts := kinds[0].Exts; len(exts) > 0 {
		return d.setText(methodSetExtension, strings.TrimPrefix(exts[0], "."))
	}
	return nil
}

// setFolder sets the folder that is shown first, if it exists.
func (d *object) setFolder(path string) {
	utf16, err := windows.UTF16PtrFromString(path)
	if path == "" || err != nil {
		return
	}
	var folder *object
	res, _, _ := createItem.Call(uintptr(unsafe.Pointer(utf16)), 0, uintptr(unsafe.Pointer(&iidShellItem)), uintptr(unsafe.Pointer(&folder)))
	if result(res).failed() {
		return
	}
	defer folder.call(methodRelease)
	d.call(methodSetFolder, uintptr(unsafe.Pointer(folder)))
}

// chosen returns the paths that were chosen.
func (d *object) chosen(r Request) ([]string, error) {
	if !r.Many {
		var item *object
		if err := d.call(methodGetResult, uintptr(unsafe.Pointer(&item))).err(); err != nil {
			return nil, err
		}
		path, err := item.path()
		return []string{path}, err
	}
	var items *object
	if err := d.call(methodGetResults, uintptr(unsafe.Pointer(&items))).err(); err != nil {
		return nil, err
	}
	defer items.call(methodRelease)
	var n uint32
	if err := items.call(methodGetCount, uintptr(unsafe.Pointer(&n))).err(); err != nil {
		return nil, err
	}
	var paths []string
	for i := range n {
		var item *object
		if err := items.call(methodGetItemAt, uintptr(i), uintptr(unsafe.Pointer(&item))).err(); err != nil {
			return nil, err
		}
		path, err := item.path()
		if err != nil {
			return nil, err
		}
		paths = append(paths, path)
	}
	return paths, nil
}

// path returns the path of a shell item, and releases the item.
func (o *object) path() (string, error) {
	defer o.call(methodRelease)
	var name *uint16
	if err := o.call(methodGetDisplayName, fileSystemPath, uintptr(unsafe.Pointer(&name))).err(); err != nil {
		return "", err
	}
	defer windows.CoTaskMemFree(unsafe.Pointer(name))
	return windows.UTF16PtrToString(name), nil
}
