// Package sourcecode reads the source of programs. The text of a document is the
// file, byte for byte; its sections are the declarations, each with the comment
// that describes it in front: functions, types, classes and their methods,
// tables. The language is that of the comments.
//
// Go is parsed; other languages are scanned for what looks like a declaration
// once comments and strings are out of the way, which is right for code as
// people write it and harmless where it errs.
package sourcecode
