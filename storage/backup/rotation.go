package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/boltfile"
	"assay.app/assay/storage/ledger"
	"assay.app/assay/storage/sidefile"
)

//  Which backups are kept
//
// Of the backups made while working, rotation keeps the newest of each of the last
// seven days and of each of the last four weeks that have one. Days and weeks are
// those of UTC. Backups made by hand are counted separately: the newest twenty are
// kept, however close together they were made. Of each other kind the newest seven
// are kept, with sound and damaged ones counted separately. In addition:
//
//    - The newest good backup is never removed. If a backup was just made, it was
//      checked and is the newest good one. Otherwise, if anything would be removed,
//      backups are checked from the newest on until one is good. If none is good, no
//      backup is removed.
//    - Backups dated in the future were made by a wrong clock. They are left
//      alone and do not count until their time has come.
//    - Backups of another project that once had this name are left alone.

const (
	dailyKept    = 7
	weeklyKept   = 4
	byHandKept   = 20
	occasionKept = 7
)

// clockSlack is how far a backup may be ahead of the clock. It is needed because
// backups made within one second get different times.
const clockSlack = time.Minute

// AheadOf reports whether a backup is dated more than clockSlack after now, because
// of a wrong clock.
func AheadOf(b model.Backup, now time.Time) bool { return b.At.After(now.Add(clockSlack)) }

// Rotation describes the project whose backups are rotated.
type Rotation struct {
	Path  string                  // path of the project's file
	Now   time.Time               // the present time, by which backups from a wrong clock are recognised
	Check func(path string) error // checks all of a backup
	Made  *model.Backup           // the backup that was just made and checked, or nil
}

// Rotate removes the backups of a project that need not be kept any longer. It also
// removes hard links to the project's own file, and unfinished files of killed
// processes.
func Rotate(ctx context.Context, of Rotation) error {
	path := of.Path
	list, same, err := listBackups(path)
	if err != nil {
		return err
	}
	old := superseded(list, of.Now)
	if len(old) > 0 {
		old = spare(ctx, of, list, old)
	}
	for _, b := range old {
		same = append(same, b.Path)
	}
	for _, path := range same {
		if e := os.Remove(path); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	sidefile.Sweep(Folder(path))
	sidefile.SweepBeside(path)
	if err != nil {
		return fmt.Errorf("remove old backups of %s: %w", path, err)
	}
	return nil
}

// spare returns those of the old backups that may be removed. It leaves out the
// newest good one and those of other projects, and returns nil if no backup is
// good.
func spare(ctx context.Context, of Rotation, list, old []model.Backup) []model.Backup {
	var good model.Backup
	if of.Made != nil {
		good = *of.Made
	} else if b, found, err := NewestGood(ctx, list, of.Now, of.Check); err == nil && found {
		good = b
	} else {
		return nil
	}
	project := projectAt(of.Path)
	return slices.DeleteFunc(old, func(b model.Backup) bool {
		other := projectAt(b.Path)
		return b.Path == good.Path || project != "" && other != "" && other != project
	})
}

// projectAt returns the id of the project in a file, or "" if it cannot be read.
func projectAt(path string) string {
	file, err := sidefile.OpenLinked(path, os.O_RDONLY)
	if err != nil {
		return ""
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return ""
	}
	f, err := boltfile.Inspect(file, info.Size())
	if err != nil {
		return ""
	}
	return ledger.ProjectID(f)
}

// NewestGood returns the first backup of a list, sorted newest first, in which
// check finds no problem, and false if there is none. It skips backups that are
// marked as damaged, and checks those dated in the future last.
func NewestGood(ctx context.Context, list []model.Backup, now time.Time, check func(path string) error) (model.Backup, bool, error) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b model.Backup) int {
		switch inFuture := AheadOf(a, now); {
		case inFuture == AheadOf(b, now):
			return 0
		case inFuture:
			return 1
		}
		return -1
	})
	for _, b := range list {
		if b.Damaged {
			continue
		}
		err := check(b.Path)
		if ctx.Err() != nil {
			return model.Backup{}, false, ctx.Err()
		}
		if err == nil {
			return b, true, nil
		}
	}
	return model.Backup{}, false, nil
}

// superseded returns the backups that need not be kept. The list must be sorted,
// newest first.
func superseded(list []model.Backup, now time.Time) []model.Backup {
	type kind struct {
		occasion model.Occasion
		damaged  bool
	}
	days, weeks, kinds := map[string]bool{}, map[[2]int]bool{}, map[kind]int{}
	return slices.DeleteFunc(slices.Clone(list), func(b model.Backup) bool {
		if AheadOf(b, now) {
			return true
		}
		if b.Occasion != model.WhileWorking {
			kind := kind{b.Occasion, b.Damaged}
			kinds[kind]++
			return kinds[kind] <= keptOf(b.Occasion)
		}
		at := b.At.UTC()
		date := at.Format(time.DateOnly)
		year, number := at.ISOWeek()
		week := [2]int{year, number}
		daily := !days[date] && len(days) < dailyKept
		weekly := !weeks[week] && len(weeks) < weeklyKept
		days[date] = days[date] || daily
		weeks[week] = weeks[week] || weekly
		return daily || weekly
	})
}

// keptOf returns how many backups of an occasion are kept.
func keptOf(o model.Occasion) int {
	if o == model.ByHand {
		return byHandKept
	}
	return occasionKept
}
