//go:build !race

package storagetest_test

// raceDetected reports whether the tests run under the race detector, which makes
// everything about ten times slower.
const raceDetected = false
