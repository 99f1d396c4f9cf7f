package refi_test

import (
	"testing"

	"assay.app/assay/storage/exchange/format/refi"
	"assay.app/assay/storage/exchange/peer"
	"assay.app/assay/storage/exchange/peer/peertest"
)

func format(t testing.TB, key string) peer.Format {
	t.Helper()
	for _, f := range refi.Formats() {
		if f.Key == key {
			return f
		}
	}
	t.Fatalf("there is no format %q", key)
	return peer.Format{}
}

func TestAProjectIsReadAsItWasWritten(t *testing.T) { peertest.RoundTrip(t, format(t, "qdpx")) }

func TestACodebookIsReadAsItWasWritten(t *testing.T) { peertest.RoundTrip(t, format(t, "qdc")) }
