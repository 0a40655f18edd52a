// Package hostile makes files that were made to do harm, or that came to it, for
// tests of readers: bombs, circles, deep nesting, references that lead out,
// names that lead astray, cut and damaged files. They are small where they are
// written; what makes them large is left to the reader.
package hostile
