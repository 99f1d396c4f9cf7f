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
	"assay.app/assay/storage/sidefile"
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
// writer goes on. It is written aside, synced, checked whole, and only then
// called so. Of a damaged project no backup is made. What a restore replaces may
// be damaged and is kept all the same; " damaged" stands behind its occasion:
//
//	harbour 2031-05-07 181500Z before restore damaged.assay
//
// Which backups are kept: rotate.go. A name that is too long for the system has
// a shortened stem; the time and the occasion are read from its end.

// backupsExt is put behind the name of a project's file.
const backupsExt = ".backups"

const (
	day           = 24 * time.Hour
	backupStamp   = "2006-01-02 150405Z"
	damagedSuffix = " damaged"
)

// BackupFolder is where the backups of the project at path are.
func BackupFolder(path string) string { return sidefile.Beside(path, backupsExt) }

// Backups lists the backups of the project at path, the newest first. It looks
// into none of them.
func Backups(path string) ([]model.Backup, error) {
	list, _, err := listBackups(path)
	return list, err
}

// unparted returns the names among the backups of a project that are names of
// the project's own file. A restore that is killed leaves one: no copy, and
// changed with the project.
func unparted(path string) ([]string, error) {
	_, same, err := listBackups(path)
	return same, err
}

func listBackups(path string) (list []model.Backup, same []string, err error) {
	folder := BackupFolder(path)
	entries, err := sidefile.List(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, fmt.Errorf("list the backups of %s: %w", path, err)
	}
	project, err := os.Stat(path)
	gone := err != nil
	for _, e := range entries {
		b, ok := parseBackup(e.Name())
		info, err := e.Info()
		if !ok || err != nil || !info.Mode().IsRegular() { // another's, or removed just now
			continue
		}
		b.Path, b.Size = filepath.Join(folder, e.Name()), info.Size()
		if !gone && os.SameFile(project, info) {
			same = append(same, b.Path)
			continue
		}
		list = append(list, b)
	}
	slices.SortFunc(list, func(a, b model.Backup) int {
		return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Path, b.Path))
	})
	return list, same, nil
}

// parseBackup reads the time and the occasion out of a backup's name.
func parseBackup(name string) (model.Backup, bool) {
	stem, ok := strings.CutSuffix(name, model.ProjectExt)
	if !ok {
		return model.Backup{}, false
	}
	var b model.Backup
	stem, b.Damaged = strings.CutSuffix(stem, damagedSuffix)
	for _, o := range []model.Occasion{model.ByHand, model.BeforeRestore, model.BeforeMigration} {
		if rest, is := strings.CutSuffix(stem, " "+string(o)); is {
			stem, b.Occasion = rest, o
		}
	}
	if len(stem) < len(backupStamp) {
		return model.Backup{}, false
	}
	at, err := time.Parse(backupStamp, stem[len(stem)-len(backupStamp):])
	b.At = at
	return b, err == nil
}

// newBackup returns the name of a new backup of the project at path that has
// the time and the occasion of b, or the next second that is free. It makes the
// folder for it.
func newBackup(path string, b model.Backup) (model.Backup, error) {
	folder := BackupFolder(path)
	if err := sidefile.MakeFolder(folder, sidefile.AccessOf(path)); err != nil {
		return model.Backup{}, err
	}
	b.At = b.At.UTC().Truncate(time.Second)
	for ; ; b.At = b.At.Add(time.Second) {
		tail := " " + b.At.Format(backupStamp)
		if b.Occasion != model.WhileWorking {
			tail += " " + string(b.Occasion)
		}
		if b.Damaged {
			tail += damagedSuffix
		}
		b.Path = sidefile.Named(folder, nameOf(path), tail+model.ProjectExt)
		if _, err := os.Lstat(b.Path); errors.Is(err, fs.ErrNotExist) {
			return b, nil
		} else if err != nil {
			return model.Backup{}, err
		}
	}
}

// Backup copies the project, as it is on the disk now, into its folder of
// backups, checks the copy, and removes the backups that are not to be kept any
// more. Saving goes on meanwhile. The backup appears whole or not at all. A
// project that is damaged is ErrDamaged, which says which backups there are, and
// nothing is removed.
func (p *Project) Backup(ctx context.Context) (model.Backup, error) {
	return p.backUp(ctx, model.WhileWorking)
}

// BackupByHand is Backup because somebody asks for it: no backup that is made
// while working takes its place.
func (p *Project) BackupByHand(ctx context.Context) (model.Backup, error) {
	return p.backUp(ctx, model.ByHand)
}

func (p *Project) backUp(ctx context.Context, o model.Occasion) (model.Backup, error) {
	b, err := newBackup(p.path, model.Backup{At: p.opts.Now(), Occasion: o})
	if err == nil {
		err = publish(b.Path, func(aside string) error {
			if err := p.writeTo(ctx, aside); err != nil {
				return err
			}
			if err := checkCopy(ctx, aside, p.opts); err != nil {
				return err
			}
			return p.held.access(p.path).Give(aside)
		})
	}
	if isDamage(err) {
		err = fmt.Errorf("%w; %s", err, backupsOf(ctx, p.path, p.opts))
	}
	if err != nil {
		return model.Backup{}, fmt.Errorf("back up %s: %w", p.path, err)
	}
	if info, err := os.Stat(b.Path); err == nil {
		b.Size = info.Size()
	}
	return b, rotate(ctx, p.path, p.opts, &b)
}

// backupsOf says for a message which backups of a damaged project there are, and
// what to do.
func backupsOf(ctx context.Context, path string, opts Options) string {
	const recover = "save what can be read with \"assayctl recover\""
	list, err := Backups(path)
	if err != nil || len(list) == 0 {
		return "there is no backup of it; " + recover
	}
	good, found, err := newestGood(ctx, list, opts.Now(), func(path string) error { return checkCopy(ctx, path, opts) })
	if err != nil || !found {
		return fmt.Sprintf("none of its backups is good (there are %d); %s", len(list), recover)
	}
	return fmt.Sprintf("its newest good backup, of %d in all, is of %s (UTC): put it back with \"assayctl restore\", or %s",
		len(list), good.At.UTC().Format("2006-01-02 15:04"), recover)
}

// BackupDue reports whether the last backup is more than a day old and the
// project has changed since then. Those that were made before something was
// done to the file are no backups of what was done since; those that cannot be
// opened, that are of another project, or that are dated in the future because
// of a wrong clock do not count either.
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
	now := p.opts.Now()
	for _, b := range list {
		if b.Occasion != model.WhileWorking && b.Occasion != model.ByHand || aheadOf(b, now) {
			continue
		}
		project, kept, err := headAt(b.Path)
		if err != nil || project != p.info.ID {
			continue
		}
		return now.Sub(b.At) > day && (kept.Change != head.Change || !bytes.Equal(kept.Link, head.Link)), nil
	}
	return true, nil
}

// headAt returns the id of a project that nobody is writing to, and the end of
// its history.
func headAt(path string) (project string, head Head, err error) {
	p, err := open(path, Options{ReadOnly: true}.withDefaults())
	if err != nil {
		return "", Head{}, err
	}
	head, err = p.Head()
	return p.info.ID, head, errors.Join(err, p.Close())
}

// checkCopy checks a whole file that nobody else knows of: its pages, the seal
// of every value, the chain of the history, and that all that is in it fits
// together, as Verify does. The file may be damaged in any way.
func checkCopy(ctx context.Context, path string, opts Options) error {
	if was, err := formatAt(path); err == nil && was < Format { // kept by a migration
		return walkAll(path)
	}
	if err := checkPagesUntil(ctx, path); err != nil {
		return err
	}
	p, err := open(path, Options{ReadOnly: true}.withDefaults())
	if err != nil {
		return err
	}
	problems, err := p.verifyContent(&verifier{ctx: ctx, encode: opts.Encode})
	if err = errors.Join(err, p.Close()); err != nil || len(problems) == 0 {
		return err
	}
	first := problems[0].Err
	if !isDamage(first) {
		first = fmt.Errorf("%w: %w", model.ErrDamaged, first)
	}
	if n := len(problems); n > 1 {
		first = fmt.Errorf("%w (and %d more problems)", first, n-1)
	}
	return first
}

// checkPagesUntil is checkWhole that ctx can stop.
func checkPagesUntil(ctx context.Context, path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return err
	}
	f, err := inspect(stoppableReader{ctx, file}, info.Size())
	if err == nil {
		err = firstOf(f.check)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// stoppableReader reads nothing more once ctx is done.
type stoppableReader struct {
	ctx  context.Context
	file io.ReaderAt
}

// ReadAt implements io.ReaderAt.
func (s stoppableReader) ReadAt(data []byte, at int64) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.file.ReadAt(data, at)
}

// backupBefore keeps the file at path among its backups before something is
// done to it. The file must be locked, or of no interest to anybody else. It
// may be damaged, and is kept as it is.
func backupBefore(path string, at time.Time, o model.Occasion) (model.Backup, error) {
	b, err := newBackup(path, model.Backup{At: at, Occasion: o, Damaged: !soundPages(path)})
	access := sidefile.AccessOf(path)
	if err == nil {
		path, err = target(path)
	}
	if err == nil {
		// A second name for the file is as good as a copy of it where what is
		// done to it is to put another in its place.
		if o != model.BeforeRestore || os.Link(path, b.Path) != nil {
			err = publish(b.Path, func(aside string) error {
				return errors.Join(copyFile(context.Background(), path, aside), access.Give(aside))
			})
		} else {
			err = syncFolder(filepath.Dir(b.Path))
		}
	}
	if err != nil {
		return model.Backup{}, fmt.Errorf("keep %s as it is: %w", path, err)
	}
	if info, err := os.Stat(b.Path); err == nil {
		b.Size = info.Size()
	}
	return b, nil
}

// soundPages reports whether a file's pages are in order, with the seals and the
// history in them. It only reads, without bolt, so the file may be locked.
func soundPages(path string) bool {
	if identify(path) != nil {
		return false
	}
	if was, err := formatAt(path); err == nil && was < Format {
		return walkAll(path) == nil
	}
	return checkWhole(path) == nil
}
