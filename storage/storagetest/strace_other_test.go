//go:build !linux

package storagetest_test

import "errors"

func fewTimes(string, uint64) error { return errors.ErrUnsupported }

func editStubbornly(string) error { return errors.ErrUnsupported }
