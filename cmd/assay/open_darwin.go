//go:build cgo

package main

/*
#cgo CFLAGS: -x objective-c -fobjc-arc
#cgo LDFLAGS: -framework Cocoa

void assayListenForDocuments(void);
*/
import "C"

// asked holds the paths of documents that the Finder asked for and nobody has
// opened yet. The system calls back by a plain C function, which has no place
// of its own to keep them.
var asked = make(chan string, 64)

// openedDocuments gives the paths that the system asks the program to open.
// On macOS a double click sends them as an event, to a running program as well
// as to one that starts. It is called before the app is made.
func openedDocuments() <-chan string {
	C.assayListenForDocuments()
	return asked
}

//export assayOpenDocument
func assayOpenDocument(path *C.char) {
	select {
	case asked <- C.GoString(path):
	default: // more at once than anybody meant to open
	}
}
