//go:build cgo

package main

/*
#cgo CFLAGS: -x objective-c -fobjc-arc
#cgo LDFLAGS: -framework Cocoa

void assayListenForDocuments(void);
*/
import "C"

// asked holds the paths of documents that the Finder asked for and that are not
// open yet. It is a package variable because the system calls a plain C function,
// which has no state.
var asked = make(chan string, 64)

// openedDocuments returns a channel of the paths that the system asks the program
// to open. On macOS, a double click sends them as an event, whether the program is
// running or just starting. Call openedDocuments before the app is made.
func openedDocuments() <-chan string {
	C.assayListenForDocuments()
	return asked
}

//export assayOpenDocument
func assayOpenDocument(path *C.char) {
	select {
	case asked <- C.GoString(path):
	default: // more than anybody opens on purpose
	}
}
