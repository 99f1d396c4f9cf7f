//go:build cgo

package main

/*
#cgo CFLAGS: -x objective-c -fobjc-arc
#cgo LDFLAGS: -framework Cocoa

void assayListenForDocuments(void);
*/
import "C"

// asked holds the paths of requested documents that are not open yet. It is a
// package variable because assayOpenDocument, which is called from C, has no
// receiver.
var asked = make(chan string, 64)

// openedDocuments returns a channel of the paths that the system asks the program
// to open. On macOS, a double click sends a path as an event, even to a program
// that is already running. openedDocuments must be called before the app is
// created.
func openedDocuments() <-chan string {
	C.assayListenForDocuments()
	return asked
}

//export assayOpenDocument
func assayOpenDocument(path *C.char) {
	select {
	case asked <- C.GoString(path):
	default: // the queue is full; drop the request
	}
}
