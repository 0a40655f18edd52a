// Package readertest holds what the tests of all readers of formats check:
// documents that keep the promises of their type, faults that people can read,
// golden files, hostile files, and folders of files that other programs made.
package readertest
