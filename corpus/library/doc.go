// Package library is the corpus that Footnote answers from until another one
// is indexed: five briefs on articles about digital diplomacy and cyberspace.
//
// A brief is a Markdown file with YAML front matter. It carries every fact of
// its article in wording of its own, in sentences that can be quoted alone.
// README.md says where the briefs come from and how to add or replace one.
package library
