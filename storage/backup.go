package storage

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"assay.app/assay/model"
)

// Backups
//
// The backups of NAME.assay lie beside it in the folder NAME.assay.backups.
// Each is a project file of its own, called by the time it was made:
//
//	harbour 2031-05-06 070809Z.assay                  made while working
//	harbour 2031-05-06 164500Z by hand.assay          asked for
//	harbour 2031-05-07 181500Z before restore.assay   what a restore replaced
//	harbour 2031-06-01 090000Z before migration.assay what a newer Assay found
//
// A backup is made of one state of the file, in a read transaction, while the
// writer goes on. It is written aside, synced, checked, and only then called
// so: what has a backup's name is whole.
//
// Of those made while working the newest of each of the last seven days and of
// each of the last four weeks that have one are kept; days and weeks are those
// of UTC. None of these takes the place of one that somebody asked for, of
// which the newest twenty are kept, however close together they were made. Of
// the other kinds the newest seven of each are kept.

// backupsExt is put behind the name of a project's file.
const backupsExt = ".backups"

const (
	day          = 24 * time.Hour
	dailyKept    = 7
	weeklyKept   = 4
	byHandKept   = 20
	occasionKept = 7
	backupStamp  = "2006-01-02 150405Z"
	copyStep     = 16 << 20 // bytes copied before looking whether to stop
)

// Occasion is why a backup was made.
type Occasion string

// The occasions, as they stand in the names of backups.
const (
	Working         Occasion = ""
	ByHand          Occasion = "by hand"
	BeforeRestore   Occasion = "before restore"
	BeforeMigration Occasion = "before migration"
)

// Backup is a copy of a project as it once was.
type Backup struct {
	Path     string
	At       time.Time // when it was made
	Size     int64     // bytes
	Occasion Occasion
}

// BackupFolder is where the backups of the project at path are.
func BackupFolder(path string) string { return path + backupsExt }

// Backups lists the backups of the project at path, the newest first. It looks
// into none of them.
func Backups(path string) ([]Backup, error) {
	folder := BackupFolder(path)
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list the backups of %s: %w", path, err)
	}
	var list []Backup
	for _, e := range entries {
		b, ok := parseBackup(e.Name())
		info, err := e.Info()
		if !ok || err != nil || !info.Mode().IsRegular() { // another's, or removed just now
			continue
		}
		b.Path, b.Size = filepath.Join(folder, e.Name()), info.Size()
		list = append(list, b)
	}
	slices.SortFunc(list, func(a, b Backup) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Path, b.Path))
	})
	return list, nil
}

// parseBackup reads the time and the occasion out of a backup's name.
func parseBackup(name string) (Backup, bool) {
	stem, ok := strings.CutSuffix(name, model.ProjectExt)
	if !ok {
		return Backup{}, false
	}
	var b Backup
	for _, o := range []Occasion{ByHand, BeforeRestore, BeforeMigration} {
		if rest, is := strings.CutSuffix(stem, " "+string(o)); is {
			stem, b.Occasion = rest, o
		}
	}
	if len(stem) < len(backupStamp) {
		return Backup{}, false
	}
	at, err := time.Parse(backupStamp, stem[len(stem)-len(backupStamp):])
	b.At = at
	return b, err == nil
}

// newBackup gives a backup of the project at path a name that none has yet,
// and makes the folder for it.
func newBackup(path string, at time.Time, o Occasion) (Backup, error) {
	folder := BackupFolder(path)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return Backup{}, err
	}
	at = at.UTC().Truncate(time.Second)
	for ; ; at = at.Add(time.Second) {
		name := nameOf(path) + " " + at.Format(backupStamp)
		if o != Working {
			name += " " + string(o)
		}
		b := Backup{Path: filepath.Join(folder, name+model.ProjectExt), At: at, Occasion: o}
		if _, err := os.Lstat(b.Path); errors.Is(err, fs.ErrNotExist) {
			return b, nil
		} else if err != nil {
			return Backup{}, err
		}
	}
}

// Backup copies the project, as it is on the disk now, into its folder of
// backups, and removes those that are not to be kept any more. Saving goes on
// meanwhile. The backup appears whole or not at all.
func (p *Project) Backup(ctx context.Context) (Backup, error) { return p.backUp(ctx, Working) }

// BackupByHand is Backup because somebody asks for it: no backup that is made
// while working takes its place.
func (p *Project) BackupByHand(ctx context.Context) (Backup, error) { return p.backUp(ctx, ByHand) }

func (p *Project) backUp(ctx context.Context, o Occasion) (Backup, error) {
	b, err := newBackup(p.path, p.opts.Now(), o)
	if err == nil {
		err = publish(b.Path, func(aside string) error {
			if err := p.writeTo(ctx, aside); err != nil {
				return err
			}
			return quickCheck(aside)
		})
	}
	if err != nil {
		return Backup{}, fmt.Errorf("back up %s: %w", p.path, err)
	}
	if info, err := os.Stat(b.Path); err == nil {
		b.Size = info.Size()
	}
	return b, rotate(p.path, p.opts.Now())
}

// BackupDue reports whether the last backup is more than a day old and the
// project has changed since then. Those that were made before something was
// done to the file are no backups of what was done since.
func (p *Project) BackupDue() (bool, error) {
	if p.opts.ReadOnly {
		return false, nil
	}
	head, err := p.Head()
	if err != nil || head.Change == 0 {
		return false, err
	}
	list, err := Backups(p.path)
	if err != nil {
		return false, err
	}
	list = slices.DeleteFunc(list, func(b Backup) bool { return b.Occasion != Working && b.Occasion != ByHand })
	if len(list) == 0 {
		return true, nil
	}
	// One from the future was made by a clock that was wrong.
	if p.opts.Now().Sub(list[0].At).Abs() <= day {
		return false, nil
	}
	kept, err := headAt(list[0].Path)
	return err != nil || kept.Change != head.Change || !bytes.Equal(kept.Link, head.Link), nil
}

// headAt gives the end of the history of a project that nobody is writing to.
func headAt(path string) (Head, error) {
	p, err := open(path, Options{ReadOnly: true}.withDefaults())
	if err != nil {
		return Head{}, err
	}
	head, err := p.Head()
	return head, errors.Join(err, p.Close())
}

// writeTo writes one state of the file into a new one.
func (p *Project) writeTo(ctx context.Context, to string) error {
	file, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	err = p.view("copy it", func(tx txn) error {
		// bolt reads the file by its name.
		if !p.held.still(p.path) {
			return fmt.Errorf("another file, or none, has its name by now: %w", fs.ErrNotExist)
		}
		_, err := tx.WriteTo(&stoppable{ctx, file})
		return errors.Join(ctx.Err(), err) // bolt makes a text of the error
	})
	return errors.Join(err, file.Close())
}

// stoppable is a file being written that ctx can stop.
type stoppable struct {
	ctx  context.Context
	file *os.File
}

// Write implements io.Writer.
func (s *stoppable) Write(data []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.file.Write(data)
}

// ReadFrom implements io.ReaderFrom: the system copies from file to file
// faster than we do, a step at a time.
func (s *stoppable) ReadFrom(r io.Reader) (int64, error) {
	source, left := r, int64(1<<62)
	limited, isLimited := r.(*io.LimitedReader)
	if isLimited {
		source, left = limited.R, limited.N
	}
	var copied int64
	for left > 0 {
		if err := s.ctx.Err(); err != nil {
			return copied, err
		}
		n, err := io.Copy(s.file, &io.LimitedReader{R: source, N: min(left, copyStep)})
		copied, left = copied+n, left-n
		if isLimited {
			limited.N = left
		}
		if err != nil || n == 0 {
			return copied, err
		}
	}
	return copied, nil
}

// copyFile copies a file that nobody is writing to into a new one.
func copyFile(ctx context.Context, from, to string) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	file, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = (&stoppable{ctx, file}).ReadFrom(source)
	return errors.Join(err, file.Close())
}

// quickCheck opens a file the way any project is opened, which finds what is
// wrong with its outside and with its beginning, and its end of the history.
func quickCheck(path string) error {
	p, err := open(path, Options{ReadOnly: true}.withDefaults())
	if errors.Is(err, model.ErrOlderVersion) { // kept by a migration
		return walkAll(path)
	}
	if err != nil {
		return fmt.Errorf("the copy is not good: %w", err)
	}
	_, err = p.History(^uint64(0), 1)
	return errors.Join(err, p.Close())
}

// backupBefore keeps the file at path among its backups before something is
// done to it. The file must be locked, or of no interest to anybody else. It
// may be damaged, and is kept as it is.
func backupBefore(path string, at time.Time, o Occasion) (Backup, error) {
	b, err := newBackup(path, at, o)
	if err == nil {
		path, err = target(path)
	}
	if err == nil {
		// A second name for the file is as good as a copy of it where what is
		// done to it is to put another in its place.
		if o != BeforeRestore || os.Link(path, b.Path) != nil {
			err = publish(b.Path, func(aside string) error { return copyFile(context.Background(), path, aside) })
		} else {
			err = syncFolder(filepath.Dir(b.Path))
		}
	}
	if err != nil {
		return Backup{}, fmt.Errorf("keep %s as it is: %w", path, err)
	}
	if info, err := os.Stat(b.Path); err == nil {
		b.Size = info.Size()
	}
	return b, nil
}

// rotate removes the backups that are not to be kept any more.
func rotate(path string, now time.Time) error {
	list, err := Backups(path)
	if err != nil {
		return err
	}
	for _, b := range superseded(list) {
		if e := os.Remove(b.Path); e != nil && !errors.Is(e, fs.ErrNotExist) {
			err = errors.Join(err, e)
		}
	}
	sweep(BackupFolder(path), now)
	if err != nil {
		return fmt.Errorf("remove old backups of %s: %w", path, err)
	}
	return nil
}

// superseded gives those of the backups, which come newest first, that are not
// to be kept.
func superseded(list []Backup) []Backup {
	days, weeks, occasions := map[string]bool{}, map[[2]int]bool{}, map[Occasion]int{}
	return slices.DeleteFunc(slices.Clone(list), func(b Backup) bool {
		if b.Occasion != Working {
			occasions[b.Occasion]++
			return occasions[b.Occasion] <= keptOf(b.Occasion)
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
func keptOf(o Occasion) int {
	if o == ByHand {
		return byHandKept
	}
	return occasionKept
}
