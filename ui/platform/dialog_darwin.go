//go:build cgo

package platform

/*
#cgo CFLAGS: -x objective-c -fobjc-arc
#cgo LDFLAGS: -framework Cocoa -framework UniformTypeIdentifiers

#include <stdint.h>
#include <stdlib.h>

typedef struct {
  const char *title, *accept, *dir, *name;
  const char *exts; // separated by spaces, without dots; "" for all files
  int folder, save, many;
  uintptr_t parent; // an NSWindow, or 0
} assayRequest;

void assayAskForFiles(assayRequest request, uintptr_t answer);
void assayStopAsking(uintptr_t answer);
*/
import "C"

import (
	"context"
	"runtime/cgo"
	"strings"
	"unsafe"
)

// A panel belongs to the main thread, which the window's event loop occupies. So
// assayAskForFiles shows it in a block on the main queue and returns at once, and
// the panel calls assayAnswer when it closes. The window stays alive, because the
// panel is a sheet of it and not a loop of its own.

// answer is what a panel has returned.
type answer struct {
	paths []string
	done  chan struct{}
}

// Ask shows a file panel and returns the chosen paths, or none if the analyst
// cancelled it. It blocks until then. If ctx ends, it closes the panel and returns
// the error of ctx.
func (Desktop) Ask(ctx context.Context, r Request) ([]string, error) {
	a := &answer{done: make(chan struct{})}
	handle := cgo.NewHandle(a)
	defer handle.Delete() // after assayAnswer was called
	var exts []string
	if len(r.Kinds) > 0 {
		for _, ext := range r.Kinds[0].Exts {
			exts = append(exts, strings.TrimPrefix(ext, "."))
		}
	}
	texts := []*C.char{
		C.CString(r.Title), C.CString(r.Accept), C.CString(r.start()), C.CString(r.Name), C.CString(strings.Join(exts, " ")),
	}
	for _, t := range texts {
		defer C.free(unsafe.Pointer(t)) // assayAskForFiles copies them
	}
	C.assayAskForFiles(C.assayRequest{
		title: texts[0], accept: texts[1], dir: texts[2], name: texts[3], exts: texts[4],
		folder: number(r.Folder), save: number(r.Save), many: number(r.Many),
		parent: C.uintptr_t(r.Parent),
	}, C.uintptr_t(handle))
	select {
	case <-a.done:
	case <-ctx.Done():
		C.assayStopAsking(C.uintptr_t(handle))
		<-a.done
		return nil, ctx.Err()
	}
	return a.paths, nil
}

func number(b bool) C.int {
	if b {
		return 1
	}
	return 0
}

// assayAnswer receives the paths that were chosen, one for each call, and then NULL.
//
//export assayAnswer
func assayAnswer(handle C.uintptr_t, path *C.char) {
	a := cgo.Handle(handle).Value().(*answer)
	if path == nil {
		close(a.done)
		return
	}
	a.paths = append(a.paths, C.GoString(path))
}
