package migration

import (
	"errors"
	"strings"
	"syscall"
	"testing"

	"assay.app/assay/storage/sidefile"
)

func TestTheMissingRoomIsNamed(t *testing.T) {
	folder := t.TempDir()
	free, known := sidefile.Room(folder)
	if !known {
		t.Skip("the room on the disk is unknown here")
	}
	c := conversion{size: 1000}
	if err := c.roomFor(folder, 3); err != nil {
		t.Errorf("for 3,375 of %d bytes: %v", free, err)
	}
	c.size = free
	err := c.roomFor(folder, 3)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), " more bytes are needed on the disk of "+folder) {
		t.Errorf("for three times the room: %v", err)
	}
}
