package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"time"

	"assay.app/assay/model"
	"assay.app/assay/storage/sidefile"
)

// Which backups are kept
//
// Of those made while working the newest of each of the last seven days and of
// each of the last four weeks that have one are kept; days and weeks are those
// of UTC. None of these takes the place of one that somebody asked for, of
// which the newest twenty are kept, however close together they were made. Of
// the other kinds the newest seven of each are kept, sound and damaged ones
// counted apart. Besides:
//
//   - The newest good backup is never removed. Right after a backup was made
//     that is this one, which was checked. Otherwise, and only when something is
//     to be removed, they are checked from the newest on until one is good.
//     Where none is, nothing is removed.
//   - Those dated in the future were made by a clock that was wrong. They are
//     left alone and do not count until their time has come.
//   - Those of another project, which had this name once, are left alone.

const (
	dailyKept    = 7
	weeklyKept   = 4
	byHandKept   = 20
	occasionKept = 7
)

// clockSlack is by how much a backup may be ahead of the clock: two that are
// made in one second get different ones.
const clockSlack = time.Minute

// aheadOf reports whether a backup is dated after now: some clock was wrong.
func aheadOf(b model.Backup, now time.Time) bool { return b.At.After(now.Add(clockSlack)) }

// rotate removes the backups of the project at path that are not to be kept any
// more. made is the one just made and checked, or nil.
func rotate(ctx context.Context, path string, opts Options, made *model.Backup) error {
	list, same, err := listBackups(path)
	if err != nil {
		return err
	}
	old := superseded(list, opts.Now())
	if len(old) > 0 {
		old = spare(ctx, path, opts, list, old, made)
	}
	for _, b := range old {
		same = append(same, b.Path)
	}
	for _, path := range same {
		if e := os.Remove(path); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	sidefile.Sweep(BackupFolder(path))
	sweepBeside(path)
	if err != nil {
		return fmt.Errorf("remove old backups of %s: %w", path, err)
	}
	return nil
}

// spare returns those of the old backups that may be removed: all but the newest
// good one and those of other projects.
func spare(ctx context.Context, path string, opts Options, list, old []model.Backup, made *model.Backup) []model.Backup {
	var good model.Backup
	if made != nil {
		good = *made
	} else if b, found, err := newestGood(ctx, list, opts.Now(), func(path string) error { return checkCopy(ctx, path, opts) }); err == nil && found {
		good = b
	} else {
		return nil
	}
	project := projectAt(path)
	return slices.DeleteFunc(old, func(b model.Backup) bool {
		other := projectAt(b.Path)
		return b.Path == good.Path || project != "" && other != "" && other != project
	})
}

// projectAt returns the id of the project that a file is, or "" where that cannot
// be read.
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
	f, err := inspect(file, info.Size())
	if err != nil {
		return ""
	}
	return f.project()
}

// newestGood returns the newest of the backups in which check finds nothing
// wrong, and false if there is none. Those dated in the future come last.
func newestGood(ctx context.Context, list []model.Backup, now time.Time, check func(path string) error) (model.Backup, bool, error) {
	list = slices.Clone(list)
	slices.SortStableFunc(list, func(a, b model.Backup) int {
		switch inFuture := aheadOf(a, now); {
		case inFuture == aheadOf(b, now):
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

// superseded returns those of the backups, which come newest first, that are not
// to be kept.
func superseded(list []model.Backup, now time.Time) []model.Backup {
	type kind struct {
		occasion model.Occasion
		damaged  bool
	}
	days, weeks, kinds := map[string]bool{}, map[[2]int]bool{}, map[kind]int{}
	return slices.DeleteFunc(slices.Clone(list), func(b model.Backup) bool {
		if aheadOf(b, now) {
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

// keptOf is how many backups of an occasion are kept.
func keptOf(o model.Occasion) int {
	if o == model.ByHand {
		return byHandKept
	}
	return occasionKept
}
