//go:build !race

package storagetest_test

// raceDetected reports whether the tests run under the race detector.
const raceDetected = false
